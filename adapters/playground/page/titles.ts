/** What the platforms are called. */
export const titles = { slack: 'Slack', teams: 'Teams' } as const
