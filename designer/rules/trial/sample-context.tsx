import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Sample } from '../../model/rules/sample.js';

interface SampleState {
  readonly sample: Sample;
  readonly setSample: (sample: Sample) => void;
}

const SampleContext = createContext<SampleState | null>(null);

/** Keeps what is supposed of an applicant while one goes from tab to tab. */
export function SampleProvider({ children }: { readonly children: ReactNode }) {
  const [sample, setSample] = useState<Sample>({});
  const value = useMemo(() => ({ sample, setSample }), [sample]);
  return <SampleContext value={value}>{children}</SampleContext>;
}

export function useSample(): SampleState {
  const state = useContext(SampleContext);
  if (state === null) throw new Error('Expected to be inside a SampleProvider, but there is none');
  return state;
}
