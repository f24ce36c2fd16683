/** What people see of invitations, and of the accounts that are linked by them. */
import { type Account, type ChatPlatform, platformNames } from '#src/core/intent.ts'
import { bold, button, card, list, moment, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { listed } from '#src/view/phrases.ts'
import { hoursToUse } from './invitation.ts'

type Named = { id: string; name: string }

export const enterCode = button('Enter code', 'redeem-code', {}, { style: 'primary', opens: true })

/** The only sight of a code, for the one who asked for it. */
export function codeCard(person: Named, code: string, expiresAt: string, zone: string): Card {
  return card(
    `A code for ${person.name}`,
    text(bold(code)),
    text(`Give it to ${person.name} alone, for example by telephone. In a 1:1 chat with me, in Slack or in Teams:`),
    text(bold(`link ${code}`)),
    note(
      'It links one account, once, until ',
      moment(expiresAt, zone),
      '. I show it only now; whoever reads it can use it. A code made before for the same person opens nothing any more.',
    ),
  )
}

/** In its place when the same message or click comes again. */
export function codeShownCard(person: Named): Card {
  return withActions(
    card(
      `A code for ${person.name} was made and shown once`,
      text('I keep no code, so I can’t show it again. If it is lost, make a new one: the lost one then opens nothing.'),
    ),
    newCodeButton(person),
  )
}

export function linkedCard(person: Named, platform: ChatPlatform, organisations: readonly string[]): Card {
  const seats = organisations.length === 0 ? 'You hold no seat yet.' : `You hold a seat of ${listed(organisations)}.`
  return withActions(
    {
      ...card(
        `This ${platformNames[platform]} account is linked to ${person.name}`,
        text(`${seats} Say help to see what I can do.`),
        note(`Are you somebody else? Then unlink it, and tell your secretariat.`),
      ),
      tone: 'good',
    },
    button('Show help', 'help', {}, { style: 'primary' }),
    button('Unlink account', 'unlink-account', {}),
  )
}

/** To whoever made the code. */
export function linkedToldCard(person: Named, platform: ChatPlatform): Card {
  return {
    ...card(
      `${person.name} linked a ${platformNames[platform]} account`,
      text('With the code that was made for it; the code is used up.'),
      note(`Was it not ${person.name}? Unlink it.`),
    ),
    actions: [button('Unlink accounts', 'unlink-account', { person: person.id })],
    tone: 'good',
  }
}

/** To the person, through each account that was linked before. */
export function linkedElsewhereCard(platform: ChatPlatform): Card {
  return withActions(
    {
      ...card(
        `A ${platformNames[platform]} account was linked to you`,
        text('It can do all that you can do here. Was it not you? Unlink it, and tell your secretariat.'),
      ),
      tone: 'warning',
    },
    button('Show accounts', 'unlink-account', {}),
  )
}

/** The same for every code that opens nothing, whatever is the matter with it. */
export function wrongCodeCard(): Card {
  return withActions(
    {
      ...card(
        'This code opens nothing',
        text(
          `It may be mistyped, used, or older than ${hoursToUse} hours. Look at it again, or ask your secretariat for a new one.`,
        ),
      ),
      tone: 'warning',
    },
    enterCode,
  )
}

/** The same whether the code was right or not. */
export function heardCodeCard(): Card {
  return withActions(
    {
      ...card(
        'A code said in a channel opens nothing any more',
        text(
          'Others may have read it, so I take none from here. Delete your message, and ask your secretariat for a new code.',
        ),
        text('Then write link and the code to me in our 1:1 chat, or press the button: its form only you can read.'),
      ),
      tone: 'warning',
    },
    enterCode,
  )
}

/** To whoever made the code. `heard`: in a channel; else it was tried too often. */
export function burntCard(person: Named, heard: boolean): Card {
  const why = heard
    ? 'It was typed in a channel, where others may have read it.'
    : 'Somebody tried ten wrong codes in its place.'
  return withActions(
    {
      ...card(`The code for ${person.name} opens nothing any more`, text(why), note('Nobody was linked by it.')),
      tone: 'warning',
    },
    newCodeButton(person),
  )
}

/** `slack T012 U034`: what a button says of an account, and the shell. */
export function accountKey({ platform, workspace, account }: Account): string {
  return [platform, workspace, account].join(' ')
}

/** `Slack (this one)`, `Teams, 8f0c… in 11aa…`: ids are all that is kept of an account. */
export function accountName(account: Account, reading: Account | null): string {
  const platform = platformNames[account.platform]
  if (reading && accountKey(account) === accountKey(reading)) return `${platform} (this one)`
  return `${platform}, ${account.account} in ${account.workspace}`
}

type Target = Named & { isOwn: boolean }

export function accountsCard(person: Target, accounts: readonly Account[], reading: Account | null): Card {
  const whose = person.isOwn ? 'Your accounts' : `Accounts of ${person.name}`
  if (accounts.length === 0) return card(`${person.name} has no linked account`, text('There is nothing to unlink.'))
  const numbered = accounts.map((account, at) => [`${at + 1}. ${accountName(account, reading)}`])
  const unlink = accounts.map((account, at) =>
    button(`Unlink ${platformNames[account.platform]} account ${at + 1}`, 'unlink-account', {
      person: person.id,
      account: accountKey(account),
    }),
  )
  return withActions(card(whose, list(numbered)), ...unlink)
}

export function confirmUnlinkCard(person: Target, account: Account, isLast: boolean, reading: Account | null): Card {
  const whose = person.isOwn ? 'your' : `${person.name}’s`
  const last = person.isOwn
    ? 'It is your last: I can’t reach you here then.'
    : 'It is the last: nothing reaches the person then.'
  return withActions(
    {
      ...card(
        `Unlink ${whose} ${platformNames[account.platform]} account?`,
        text(accountName(account, reading)),
        ...(isLast ? [text(last)] : []),
        note('What was done with it stays. To link it again takes a new code from the secretariat.'),
      ),
      tone: 'warning',
    },
    button(
      'Unlink account',
      'unlink-account',
      { person: person.id, account: accountKey(account), sure: 'yes' },
      { style: 'danger' },
    ),
    button('Show accounts', 'unlink-account', { person: person.id }),
  )
}

export function unlinkedCard(person: Target, account: Account): Card {
  const whose = person.isOwn ? 'Your' : `${person.name}’s`
  return card(
    `${whose} ${platformNames[account.platform]} account is unlinked`,
    text('What was done with it stays as it is. To link it again takes a new code from the secretariat.'),
  )
}

export function unlinkedToldCard(account: Account, byName: string): Card {
  return card(
    `Your ${platformNames[account.platform]} account was unlinked`,
    text(`By ${byName}. What was done with it stays as it is.`),
  )
}

function newCodeButton({ id }: Named) {
  return button('Make a new code', 'invite-person', { person: id }, { style: 'primary' })
}
