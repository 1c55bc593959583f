import type { ThemeConfig } from 'antd';

/** Portal: 16 px and controls 44 px high; back office: 14 px and 36 px (look.md). */
export type Density = 'portal' | 'office';

const colours = {
  ink: '#1B2430',
  second: '#4A5665',
  third: '#616C79',
  primary: '#14508C',
  primarySoft: '#EAF1F8',
  error: '#B3261E',
  success: '#287A4C',
  warning: '#B26A00',
  ground: '#F5F6F8',
  line: '#E6E9EE',
  strongLine: '#D5DAE1',
} as const;

/** The antd theme; the same colours stand as CSS variables in tokens.css. */
export function themeFor(density: Density, isLarge: boolean): ThemeConfig {
  const scale = isLarge ? 1.25 : 1;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A finger needs 44 px, in the back office too.
  const isPhone = matchMedia('(max-width: 640px) and (pointer: coarse)').matches;
  const control = density === 'portal' || isPhone ? 44 : 36;
  return {
    token: {
      motion: !isStill,
      colorPrimary: colours.primary,
      colorLink: colours.primary,
      colorError: colours.error,
      colorSuccess: colours.success,
      colorWarning: colours.warning,
      colorInfo: colours.primary,
      colorLinkHover: colours.primary,
      colorLinkActive: colours.primary,
      // antd mixes the soft grounds from the full colours, and they come out muddy.
      colorInfoBg: colours.primarySoft,
      colorInfoBorder: '#C9DCEE',
      colorSuccessBg: '#E8F3EC',
      colorSuccessBorder: '#BFDECB',
      colorWarningBg: '#FBF1E0',
      colorWarningBorder: '#EBD3A8',
      colorErrorBg: '#FAEAE8',
      colorErrorBorder: '#EBC4C0',
      colorText: colours.ink,
      colorTextSecondary: colours.second,
      colorTextTertiary: colours.third,
      colorTextPlaceholder: colours.third,
      colorTextDescription: colours.third,
      colorBgLayout: colours.ground,
      colorBorder: colours.strongLine,
      colorBorderSecondary: colours.line,
      controlItemBgActive: colours.primarySoft,
      borderRadius: 6,
      borderRadiusLG: 8,
      fontSize: Math.round((density === 'portal' ? 16 : 14) * scale),
      controlHeight: Math.round(control * scale),
      controlHeightLG: Math.round((control + 4) * scale),
      controlHeightSM: Math.round((isPhone ? control : control - 8) * scale),
      fontFamily: 'var(--dx-font)',
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      boxShadow: 'none',
      boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Table: { headerBg: colours.ground, headerColor: colours.second, headerSplitColor: 'transparent' },
    },
  };
}
