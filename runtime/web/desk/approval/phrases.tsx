import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { call } from '#client';
import { routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

interface PhrasesProps {
  /** Those of the step, which the policy gives. */
  readonly given: readonly string[];
  readonly opinion: string;
  readonly onTake: (phrase: string) => void;
}

/** Opinion phrases of the step and of one's own; what is typed can be kept. */
export function Phrases({ given, opinion, onTake }: PhrasesProps) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const own = useQuery({ queryKey: ['phrases'], queryFn: () => call(routes.getPhrases), staleTime: 300_000 });
  const phrases = own.data?.phrases ?? [];
  const save = useMutation({
    mutationFn: (next: string[]) => call(routes.putPhrases, { body: { phrases: next } }),
    onSuccess: (answer) => {
      queries.setQueryData(['phrases'], answer);
      message.success(t('phrase.kept'));
    },
    onError: (error) => message.error(errorText(error, locale)),
  });
  const text = opinion.trim();
  const canKeep = text !== '' && text.length <= 200 && phrases.length < 30 && ![...given, ...phrases].includes(text);
  return (
    <div className="dx-phrases">
      {given.map((phrase) => (
        <button type="button" key={phrase} onClick={() => onTake(phrase)}>
          {phrase}
        </button>
      ))}
      {phrases.map((phrase) => (
        <span key={phrase} className="dx-phrase-own">
          <button type="button" onClick={() => onTake(phrase)}>
            {phrase}
          </button>
          <button
            type="button"
            aria-label={t('phrase.drop', { phrase })}
            onClick={() => save.mutate(phrases.filter((one) => one !== phrase))}
          >
            ×
          </button>
        </span>
      ))}
      {canKeep ? (
        <Button type="link" size="small" loading={save.isPending} onClick={() => save.mutate([...phrases, text])}>
          {t('phrase.keep')}
        </Button>
      ) : null}
    </div>
  );
}
