/** OpenID server of the Teams stand-in: its metadata and its one key, made anew at each start. The SDK wants RSA and the channel's endorsement. */
import express, { type Router } from 'express'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { mintId } from './dialogs.ts'

/** The name under which Microsoft's own service signs; the key tells the two apart. */
const issuer = 'https://api.botframework.com'

export type Signer = {
  /** Metadata at `.well-known/openidconfiguration`, keys at `keys`. */
  router: Router
  /** Makes a bearer token for one activity; good for an hour. */
  sign(serviceUrl: string): Promise<string>
}

/** `base` is the address below which the router is mounted. */
export function createSigner(base: string, appId: string): Signer {
  const kid = mintId('K')
  const pair = generateKeyPair('RS256')
  const router = express.Router()
  router.get('/.well-known/openidconfiguration', (_request, response) => {
    response.json({
      issuer,
      jwks_uri: `${base}/keys`,
      authorization_endpoint: `${base}/authorize`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    })
  })
  router.get('/keys', async (_request, response) => {
    const key = await exportJWK((await pair).publicKey)
    response.json({ keys: [{ ...key, kid, alg: 'RS256', use: 'sig', endorsements: ['msteams'] }] })
  })
  const sign = async (serviceUrl: string) =>
    new SignJWT({ serviceurl: serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(appId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign((await pair).privateKey)
  return { router, sign }
}
