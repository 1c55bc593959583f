import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import type { FormSession } from '#renderer';

const review = 'review';

/**
 * Where one is in filling in: the pages of the form, then check-your-answers. Each has its own address, so that Back
 * and reload keep one's place; answers that are not all right yet lead back to the first page.
 */
export function useFillSteps(session: FormSession) {
  const [address, setAddress] = useSearchParams();
  const step = address.get('step') ?? '1';
  const isReviewing = step === review;
  const isLast = session.index === session.sections.length - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of address moves the session
  useEffect(() => {
    if (isReviewing) {
      if (!session.attemptAll()) setAddress({ step: '1' }, { replace: true });
      return;
    }
    const index = Math.min(Math.max(Math.trunc(Number(step)) - 1 || 0, 0), session.sections.length - 1);
    if (index !== session.index) session.goTo(index);
  }, [step]);

  const show = (next: string) => {
    setAddress({ step: next });
    window.scrollTo({ top: 0 });
  };
  const change = (index: number) => {
    session.goTo(index);
    show(String(index + 1));
  };
  return {
    isReviewing,
    isFirst: session.index === 0 && !isReviewing,
    isLast,
    change,
    goOn: () => {
      const next = session.index + 1;
      if (isLast ? session.attemptAll() : session.next()) show(isLast ? review : String(next + 1));
    },
    goBack: () => change(isReviewing ? session.sections.length - 1 : session.index - 1),
  };
}
