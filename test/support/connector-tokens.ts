/** Tokens as Microsoft's connector signs them, and every kind that it would not. */
import { createHmac } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'

/** What a good token says; a test changes one thing. */
export type Claims = { issuer: string; audience: string; serviceUrl: string | null; notBefore: number; expires: number }

const signing = await generateKeyPair('RS256', { extractable: true })
const strangers = await generateKeyPair('RS256', { extractable: true })
const jwk = await exportJWK(signing.publicKey)

/** The public keys: one for Teams, one endorsed for another channel only. */
export const jwks = {
  keys: [
    { ...jwk, kid: 'teams', use: 'sig', endorsements: ['msteams'] },
    { ...jwk, kid: 'webchat', use: 'sig', endorsements: ['webchat'] },
  ],
}

/** Signs a token; `kid` and `key` are the connector's own unless a test says otherwise. */
export function sign(
  claims: Claims,
  more: { kid?: string; key?: 'own' | 'stranger'; also?: Record<string, string> } = {},
): Promise<string> {
  const key = more.key === 'stranger' ? strangers.privateKey : signing.privateKey
  return new SignJWT({ ...more.also, ...(claims.serviceUrl === null ? {} : { serviceurl: claims.serviceUrl }) })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: more.kid ?? 'teams' })
    .setIssuer(claims.issuer)
    .setAudience(claims.audience)
    .setNotBefore(claims.notBefore)
    .setExpirationTime(claims.expires)
    .sign(key)
}

/** Authorization headers that must not get in, by what is wrong with them. Source: teams.md, 6. */
export async function badHeaders(good: Claims): Promise<[string, string | undefined][]> {
  const now = Math.floor(Date.now() / 1000)
  const bearer = async (claims: Partial<Claims>, more: Parameters<typeof sign>[1] = {}) =>
    `Bearer ${await sign({ ...good, ...claims }, more)}`
  const valid = await sign(good)
  const emulator = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0'
  const emulated = await bearer({ issuer: emulator }, { also: { ver: '2.0', azp: good.audience } })
  const [head, body, signature] = valid.split('.')
  return [
    ['no header', undefined],
    ['garbage', 'garbage'],
    ['another scheme', `Basic ${Buffer.from('bot:password').toString('base64')}`],
    ['a good token under another scheme', `Basic ${valid}`],
    ['two parts', `Bearer ${head}.${body}`],
    ['four parts', `Bearer ${valid}.${signature}`],
    ['parts that are no JSON', 'Bearer aaaa.bbbb.cccc'],
    ['another audience', await bearer({ audience: 'another-app' })],
    ['another issuer', await bearer({ issuer: 'https://evil.example' })],
    ['an emulator’s token, for which the SDK compares no serviceUrl', emulated],
    ['an unknown key', await bearer({}, { kid: 'unknown' })],
    ['a key for another channel', await bearer({}, { kid: 'webchat' })],
    ['expiry ten minutes ago', await bearer({ notBefore: now - 3600, expires: now - 600 })],
    ['a start in the future', await bearer({ notBefore: now + 1800, expires: now + 3600 })],
    ['another serviceUrl', await bearer({ serviceUrl: 'https://smba.trafficmanager.net/other/' })],
    ['no serviceUrl', await bearer({ serviceUrl: null })],
    ['a stranger’s signature', await bearer({}, { key: 'stranger' })],
    ['a changed body', `Bearer ${head}.${encoded({ ...claimsOf(good), aud: good.audience, extra: 1 })}.${signature}`],
    ['HS256 keyed with the public key', `Bearer ${await hs256(good)}`],
    ['no signature', `Bearer ${encoded({ alg: 'none', kid: 'teams' })}.${encoded(claimsOf(good))}.`],
    [
      'algorithm none with a signature',
      `Bearer ${encoded({ alg: 'none', kid: 'teams' })}.${encoded(claimsOf(good))}.${signature}`,
    ],
  ]
}

function claimsOf(claims: Claims): Record<string, unknown> {
  const { issuer: iss, audience: aud, notBefore: nbf, expires: exp, serviceUrl: serviceurl } = claims
  return { iss, aud, nbf, exp, serviceurl }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

async function hs256(claims: Claims): Promise<string> {
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: 'teams' })}.${encoded(claimsOf(claims))}`
  const secret = await exportSPKI(signing.publicKey)
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
