/** What the person sees who installs the app into a workspace: what will happen, what happened, and what is next. */
import { html, page } from '#adapters/page.ts'

/** Who runs this: the host, and the country in which the data are stored. */
export type Ours = { host: string; country: string | null }

/** Why nothing was installed. */
export type Failed = 'ticket' | 'state' | 'cancelled' | 'organisation' | 'rotating' | 'slack'

/** Without a ticket. */
export function invitationPage({ host }: Ours): string {
  return page(
    'You need an install link',
    html`<p>Plenary at ${host} is installed by invitation. Ask your consortium’s secretariat, or whoever runs ${host}, for an install link. It opens once, within 24 hours.</p>
<p class="quiet">Who runs it makes one with <code>npm run plenary -- workspace invite</code>.</p>`,
  )
}

/** `url` leads to Slack, which asks for the yes. */
export function ticketPage(url: string, { host, country }: Ours): string {
  const where = country === null ? host : `${host} (${country})`
  return page(
    'Add Plenary to your Slack workspace',
    html`<p>Plenary keeps the commitments and polls of your consortium, the same in Slack and in Microsoft Teams. What people log in it is stored at ${where}.</p>
<ul>
<li>It reads what mentions it and what people write to it 1:1, and nothing else.</li>
<li>It posts into channels to which you invite it, and sees who reads there.</li>
</ul>
<p><a href="${url}">Continue to Slack</a></p>
<p class="quiet">Slack shows what the app may do and asks you to allow it. This link installs it into one workspace, once. In an Enterprise Grid organisation choose a single workspace.</p>`,
  )
}

export function donePage(workspace: string, { host }: Ours): string {
  return page(
    `Plenary is in ${workspace}`,
    html`<p>Next:</p>
<ul>
<li>Tell your consortium’s secretariat. It binds your working group’s channel, and gives each of you a code that links your account.</li>
<li>In that channel type <code>/invite @Plenary</code>. It says there what it does.</li>
</ul>
<p class="quiet">You can close this page. To take Plenary out again, remove the app in Slack’s settings: ${host} then forgets its token.</p>`,
  )
}

const reasons: Record<Failed, { title: string; says: (ours: Ours) => string }> = {
  ticket: {
    title: 'This link opens nothing',
    says: ({ host }) =>
      `It was used, is older than 24 hours, or is mistyped. Ask whoever sent it to you, or who runs ${host}, for a new one.`,
  },
  state: {
    title: 'Start again from the install link',
    says: () =>
      'Slack’s answer belongs to another browser or to an attempt that is over. Nothing was installed. Open the install link again, here, and go on within 10 minutes.',
  },
  cancelled: {
    title: 'Nothing was installed',
    says: () =>
      'You did not allow it in Slack. Should you change your mind, the install link opens as long as it is not used.',
  },
  organisation: {
    title: 'Choose a single workspace',
    says: () =>
      'Slack installed the app for a whole Enterprise Grid organisation. Plenary can’t serve one yet and kept nothing. Remove the app from the organisation, open the install link again, and choose one workspace.',
  },
  rotating: {
    title: 'This app’s tokens end after hours',
    says: ({ host }) =>
      `Token rotation is on in the settings of the Slack app, and Plenary does not renew tokens. Nothing was kept. Whoever runs ${host} has to make the app anew from its manifest, in which it is off.`,
  },
  slack: {
    title: 'Slack did not finish it',
    says: ({ host }) =>
      `Slack gave no token, or could not be reached. Nothing was kept. Open the install link again; if that fails, tell who runs ${host}.`,
  },
}

export function failedPage(failed: Failed, ours: Ours): string {
  const { title, says } = reasons[failed]
  return page(title, html`<p>${says(ours)}</p>`)
}
