/** How the renderer draws cards: spacing and sizes near to Teams, colours by the page's own variables, so that both schemes work. */
const colour = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name})` })

const foregroundColors = {
  default: { default: 'var(--text)', subtle: 'var(--quiet)' },
  dark: { default: 'var(--text)', subtle: 'var(--quiet)' },
  light: { default: 'var(--quiet)', subtle: 'var(--quiet)' },
  accent: colour('accent-text'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('bad'),
}

const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors })

export const hostConfig = {
  fontFamily: 'inherit',
  supportsInteractivity: true,
  spacing: { none: 0, small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontSizes: { small: 12.5, default: 14.5, medium: 15.5, large: 17, extraLarge: 20 },
  fontTypes: {
    default: { fontFamily: 'inherit' },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 11.5, default: 12, medium: 13, large: 14, extraLarge: 16 },
    },
  },
  textStyles: { heading: { weight: 'bolder', size: 'large', color: 'default', isSubtle: false, fontType: 'default' } },
  containerStyles: {
    default: style('transparent'),
    emphasis: style('var(--soft)'),
    good: style('var(--good-soft)'),
    warning: style('var(--warning-soft)'),
    attention: style('var(--bad-soft)'),
    accent: style('var(--soft)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'bolder', size: 'small', spacing: 'small' },
  },
}
