/** Notes what the product asks of a stand-in. */
import type { RequestHandler } from 'express'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Traffic } from './traffic.ts'

/** Stands before a stand-in's routes; bodies are taken as those read and sent them. */
export function recorded(traffic: Traffic, platform: ChatPlatform): RequestHandler {
  return (request, response, next) => {
    const { method, headers } = request
    const path = request.originalUrl.replace('/playground', '')
    const end = traffic.begin({ platform, toProduct: false, method, path, headers })
    let sent: unknown
    const send = response.send.bind(response)
    response.send = (body) => {
      sent = body
      return send(body)
    }
    response.once('close', () =>
      end({
        status: response.writableFinished ? response.statusCode : null,
        headers: response.getHeaders(),
        body: response.writableFinished ? sent : 'connection closed',
        requestBody: request.body,
      }),
    )
    next()
  }
}
