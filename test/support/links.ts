/** Links that came into a chat, and the sessions that their pages give. */
import type { Product } from './product.ts'

/** The addresses of those that this person was sent, oldest first. */
export function linksTo({ teams }: Pick<Product, 'teams'>, name: string): string[] {
  return linksIn(teams.messages(teams.chat(teams.person(name))).map(({ card }) => card))
}

/** The addresses of links in whatever was shown. */
export function linksIn(shown: unknown): string[] {
  return JSON.stringify(shown).match(/http:\/\/127\.0\.0\.1:\d+\/d\/con_demo\/[\w-]{43}/g) ?? []
}

/** What a browser sends after this response. */
export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
}
