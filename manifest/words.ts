/** What stores and menus say of the app, the same on both platforms. */
export const about = {
  name: 'Plenary',
  short: 'One register and one tally for your consortium, in Slack and in Teams',
  long: [
    'Plenary keeps the commitments and polls of a consortium whose members live half in Slack and half in Microsoft Teams.',
    'A member logs what the own organisation will do, its delegate confirms it, and the working group sees it on both platforms.',
    'An organisation votes once, in whichever tool, and the same card on both shows the same tally.',
    'Every step is an entry of a register that shows who did what and when. Type help to begin.',
  ].join(' '),
}

export const brand = '#3B3A8F'
