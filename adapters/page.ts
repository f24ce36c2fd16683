/** A page of ours: plain HTML without scripts, in the reader's light or dark, for keyboards and screen readers. */
import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** HTML that is safe to send: made by {@link html} alone. */
export type Html = { html: string }

/** Whatever is filled in is escaped, unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...filled: (string | number | Html | Html[])[]): Html {
  const texts = filled.map((value) => {
    if (Array.isArray(value)) return value.map((one) => one.html).join('\n')
    return typeof value === 'object' ? value.html : escaped(String(value))
  })
  return { html: parts.reduce((page, part, nth) => `${page}${texts[nth - 1] ?? ''}${part}`) }
}

export function page(title: string, body: Html): string {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · Plenary</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
<p class="product">Plenary</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
  return whole.html
}

/** Nothing but this page's own style may be loaded, nothing may frame it, and its form goes to this site alone. */
export function pageHeaders(): RequestHandler[] {
  return [
    helmet.contentSecurityPolicy({
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${createHash('sha256').update(style).digest('base64')}'`],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
    (_request, response, next) => {
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })
      next()
    },
  ]
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #576274; --paper: #ffffff; --desk: #eef1f5; --line: #cfd6df; --act: #1f5fa8; --on-act: #ffffff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --quiet: #a5b0c0; --paper: #1b222c; --desk: #11161d; --line: #3a4554; --act: #8ab8f0; --on-act: #0c1520 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: clamp(1rem, 8vh, 6rem) 1rem; background: var(--desk); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif }
main { width: 100%; max-width: 36rem; padding: clamp(1.25rem, 5vw, 2.5rem); background: var(--paper); border: 1px solid var(--line); border-radius: .75rem }
.product { margin: 0; color: var(--quiet); font-size: .9375rem }
h1 { margin: .25rem 0 1rem; font-size: 1.625rem; line-height: 1.25; text-wrap: balance }
.label { display: inline-block; margin: 0; padding: .125rem .5rem; border: 1px solid currentColor; border-radius: .25rem; font: 600 .875rem/1.5 ui-monospace, monospace }
.quiet { color: var(--quiet); font-size: .9375rem }
ul { list-style: none; margin: 1.25rem 0; padding: 0; border-top: 1px solid var(--line) }
li { padding: .625rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
li .quiet { display: block }
a { color: var(--act) }
button { font: inherit; font-weight: 600; padding: .625rem 1.25rem; border: 0; border-radius: .5rem; background: var(--act); color: var(--on-act); cursor: pointer }
a.button { display: inline-block; font-weight: 600; padding: .625rem 1.25rem; border-radius: .5rem; background: var(--act); color: var(--on-act); text-decoration: none }
button.other { background: none; color: var(--act); padding-inline: 0 }
.word { font: 600 1.75rem/1.3 ui-monospace, monospace; overflow-wrap: anywhere }
a:focus-visible, button:focus-visible { outline: 3px solid var(--act); outline-offset: 3px }
`
