/**
 * The page of a report's link. GET shows what there is and redeems nothing, since chats fetch links for previews; its one button redeems
 * the link, once, and gives this browser a short session in which the files can be had.
 */
import type { Express, Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { type Html, html, page, pageHeaders } from '#adapters/page.ts'
import { ConsortiumId } from '#src/core/id.ts'
import type { Barred, Downloads, Kept, LinkAddress } from '#src/reports/store.ts'

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
        response.send(seen.open ? openPage(seen.kept, at) : closedPage(seen.kept))
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

function closedPage({ label, files }: Kept): string {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  return page(
    'Your report is ready',
    html`<p class="label">${label}</p>
<p>${files[0]?.name ?? ''} and its tables as CSV, ${sizeText(total)} in ${files.length} files.</p>
<form method="post"><button type="submit">Download report</button></form>
<p class="quiet">The button works once. The files can then be had in this browser for 10 minutes, and you are told in the chat that the link was opened.</p>`,
  )
}

function openPage({ label, files }: Kept, { token }: LinkAddress): string {
  const rows = files.map(
    ({ n, name, size }): Html =>
      html`<li><a href="${token}/${n}" download>${name}</a> <span class="quiet">${sizeText(size)}</span></li>`,
  )
  return page(
    'Your report',
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
    says: 'It is mistyped, or so old that the report is gone. Type report in your chat with Plenary for a new one.',
  },
  expired: {
    status: 410,
    title: 'This link is too old',
    says: 'A link opens within 24 hours. Type report in your chat with Plenary for a new one.',
  },
  used: {
    status: 410,
    title: 'This link was opened before',
    says: 'A link opens once, and its files can be had for 10 minutes in the browser that opened it. If it was not you who opened it, tell the operator. Type report in your chat with Plenary for a new one.',
  },
  forbidden: {
    status: 403,
    title: 'This report is not for you any more',
    says: 'The person for whom it was made does not hold a seat of the secretariat now. Ask the secretariat for the report.',
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
