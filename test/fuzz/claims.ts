/** Who a request says it is from, read from its bytes anew: what reached the core is held against it. */
import { parse } from 'node:querystring'
import type { Intent } from '#src/core/intent.ts'
import { headerOf, type Wire } from './request.ts'
import { formType } from './sign.ts'

type Claim = Pick<Intent, 'platform' | 'account'> & { workspaces: unknown[] }

/** Undefined where it says nothing that could be somebody. */
export function claimOf({ path, headers, body }: Wire): Claim | undefined {
  const said = bodyOf(headerOf(headers, 'content-type'), body.toString())
  const account = path.startsWith('/api')
    ? first(at(said, 'from', 'aadObjectId'), at(said, 'from', 'id'))
    : first(at(said, 'user', 'id'), at(said, 'event', 'user'), at(said, 'user_id'))
  if (typeof account !== 'string') return undefined
  if (path.startsWith('/api')) {
    return {
      platform: 'teams',
      account,
      workspaces: [at(said, 'channelData', 'tenant', 'id'), at(said, 'conversation', 'tenantId')],
    }
  }
  const own = [at(said, 'user', 'team_id'), at(said, 'event', 'user_team'), at(said, 'event', 'team')]
  return { platform: 'slack', account, workspaces: [...own, at(said, 'team', 'id'), at(said, 'team_id')] }
}

export function isClaimed(claims: Claim[], { platform, workspace, account }: Intent): boolean {
  return claims.some(
    (claim) => claim.platform === platform && claim.account === account && claim.workspaces.includes(workspace),
  )
}

function bodyOf(type: string | undefined, text: string): unknown {
  try {
    // Express reads past a byte order mark.
    if (type !== formType) return JSON.parse(text.replace(/^\ufeff/, ''))
    const fields = parse(text)
    return typeof fields.payload === 'string' ? JSON.parse(fields.payload) : fields
  } catch {
    return undefined
  }
}

function first(...all: unknown[]): unknown {
  return all.find((one) => one !== undefined && one !== null)
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )
}
