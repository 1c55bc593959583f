import type { TaskRow } from '#core/contract';
import { uiMessages } from '#core/messages';
import { useMessages } from './preferences.js';

const minutesPerWorkingDay = 420;

type Unit = 'Days' | 'Hours' | 'Minutes';

/** Whole working days above one day, hours below, minutes in the last hour. */
function measure(minutes: number): { readonly n: number; readonly unit: Unit } {
  if (minutes >= minutesPerWorkingDay) return { n: Math.floor(minutes / minutesPerWorkingDay), unit: 'Days' };
  if (minutes >= 60) return { n: Math.floor(minutes / 60), unit: 'Hours' };
  return { n: minutes, unit: 'Minutes' };
}

const left = { Days: 'time.days', Hours: 'time.hours', Minutes: 'time.minutes' } as const;
const over = { Days: 'time.overDays', Hours: 'time.overHours', Minutes: 'time.overMinutes' } as const;

/** How much working time is left, with its light: shape, word and colour together. */
export function TimeLeft({ light, workingMinutesLeft }: Pick<TaskRow, 'light' | 'workingMinutesLeft'>) {
  const t = useMessages(uiMessages);
  if (light !== 'paused' && workingMinutesLeft === null) return <span className="dx-light">{t('time.none')}</span>;
  const { n, unit } = measure(Math.abs(workingMinutesLeft ?? 0));
  const words = light === 'red' ? over : left;
  const text = light === 'paused' ? t('time.paused') : n === 0 ? t('time.now') : t(words[unit], { n });
  return (
    <span className="dx-light" data-light={light} title={t(`light.${light}`)}>
      <i aria-hidden />
      {text}
    </span>
  );
}
