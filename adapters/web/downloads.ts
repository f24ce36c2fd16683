/**
 * The page of a link. GET shows what there is and redeems nothing, since chats fetch links for previews; its one button redeems the link, once,
 * and gives this browser a short session in which the files can be had. Above TLP:GREEN the button shows a number, and the session waits until
 * the link's account has said it in its own chat.
 */
import type { Express, Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { type Html, html, page, pageHeaders } from '#adapters/page.ts'
import { assertNever } from '#src/core/assert.ts'
import { ConsortiumId } from '#src/core/id.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import type { Barred, Downloads, Kept, LinkAddress, Seen } from '#src/documents/store.ts'
import { called } from '#src/view/document.ts'

/** Routes below /d. `publicUrl` says how browsers reach this server: the cookie's path, and whether it needs https. */
export function mountDownloads(server: Express, downloads: Downloads, publicUrl: string): void {
  const { pathname, protocol } = new URL(publicUrl)
  const asked =
    (handle: (at: LinkAddress, request: Request, response: Response) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      const at = Address.safeParse(request.params)
      if (at.success) await handle(at.data, request, response)
      else bar(response, 'unknown')
    }
  server.use('/d', pageHeaders())
  server
    .route('/d/:consortium/:token')
    .get(
      asked(async (at, request, response) => {
        const seen = await downloads.look(at, sessionIn(request))
        if ('barred' in seen) return bar(response, seen.barred)
        response.send(pageOf(seen, at))
      }),
    )
    .post(
      asked(async (at, _request, response) => {
        const redeemed = await downloads.redeem(at)
        if ('barred' in redeemed) return bar(response, redeemed.barred)
        const path = `${pathname.replace(/\/$/, '')}/d/${at.consortium}/${at.token}`
        const lasting = {
          httpOnly: true,
          sameSite: 'strict',
          secure: protocol === 'https:',
          maxAge: 10 * 60_000,
        } as const
        response.cookie(cookie, redeemed.session, { ...lasting, path })
        // Relative, since a proxy may add to the path; 303 so that reloading does not redeem again.
        response.redirect(303, at.token)
      }),
    )
  server.get(
    '/d/:consortium/:token/:n',
    asked(async (at, request, response) => {
      const file = await downloads.file(at, sessionIn(request), Number(request.params.n))
      if ('barred' in file) return bar(response, file.barred)
      response.attachment(file.name).set('Content-Type', file.type).send(Buffer.from(file.bytes))
    }),
  )
}

const Address = z.object({ consortium: ConsortiumId, token: z.string().regex(/^[\w-]{43}$/) })
const cookie = 'plenary_report'

function sessionIn(request: Request): string | undefined {
  return /(?:^|;\s*)plenary_report=([\w-]{43})(?:;|$)/.exec(request.get('cookie') ?? '')?.[1]
}

function pageOf(seen: Seen, at: LinkAddress): string {
  switch (seen.state) {
    case 'open':
      return openPage(seen.kept, at)
    case 'waits':
      return waitingPage(seen.kept, seen.word, at)
    case 'closed':
      return isAboveGreen(seen.kept.label) ? guardedPage(seen.kept) : closedPage(seen.kept)
    default:
      return assertNever(seen)
  }
}

function closedPage({ label, files, needs }: Kept): string {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  return page(
    `Your ${called[needs]} is ready`,
    html`<p class="label">${label}</p>
<p>${needs === 'evidence' ? `${files[0]?.name ?? ''}, ${sizeText(total)}.` : `${files[0]?.name ?? ''} and its tables as CSV, ${sizeText(total)} in ${files.length} files.`}</p>
<form method="post"><button type="submit">Download ${called[needs]}</button></form>
<p class="quiet">The button works once. The files can then be had in this browser for 10 minutes, and you are told in the chat that the link was opened.</p>`,
  )
}

/** The link alone tells the label and no more. */
function guardedPage({ label, needs }: Kept): string {
  return page(
    `Your ${called[needs]} is ready`,
    html`<p class="label">${label}</p>
<p>This link alone opens nothing. The button shows a number; say it to Plenary in your 1:1 chat, with the account to which the link was sent.</p>
<form method="post"><button type="submit">Show number</button></form>`,
  )
}

function waitingPage({ label, needs }: Kept, word: string, { token }: LinkAddress): string {
  return page(
    'Say this number in your chat',
    html`<p class="label">${label}</p>
<p>In your 1:1 chat with Plenary, with the account to which the link was sent, type:</p>
<p class="word">open ${word}</p>
<p><a class="button" href="${token}">Continue</a></p>
<form method="post"><button class="other" type="submit">New number</button></form>
<p class="quiet">The number is good for 10 minutes, for this browser alone, and in no channel: there others read it. After that, Continue shows the files of your ${called[needs]}.</p>`,
  )
}

function openPage({ label, files, needs }: Kept, { token }: LinkAddress): string {
  const rows = files.map(
    ({ n, name, size }): Html =>
      html`<li><a href="${token}/${n}" download>${name}</a> <span class="quiet">${sizeText(size)}</span></li>`,
  )
  return page(
    `Your ${called[needs]}`,
    html`<p class="label">${label}</p>
<ul>
${rows}
</ul>
<p class="quiet">The files can be had here for 10 minutes. Whoever you hand them to is bound by the label.</p>`,
  )
}

const reasons: Record<Barred, { status: number; title: string; says: string }> = {
  unknown: {
    status: 404,
    title: 'This link leads nowhere',
    says: 'It is mistyped, or so old that its files are gone. Ask for them again in your chat with Plenary.',
  },
  expired: {
    status: 410,
    title: 'This link is too old',
    says: 'A link opens within 24 hours. Ask for the files again in your chat with Plenary.',
  },
  used: {
    status: 410,
    title: 'This link was opened before',
    says: 'A link opens once, and its files can be had for 10 minutes in the browser that opened it. If it was not you who opened it, tell the operator. Ask for the files again in your chat with Plenary.',
  },
  forbidden: {
    status: 403,
    title: 'These files are not for you any more',
    says: 'The person for whom they were made does not hold the seat now that they need. Ask the secretariat.',
  },
}

function bar(response: Response, barred: Barred): void {
  const { status, title, says } = reasons[barred]
  response.status(status).send(page(title, html`<p>${says}</p>`))
}

/** `12 KB`; thousands, as people's computers show them. */
function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
