import express, { type Request, type Response } from 'express';
import { DomainError } from './domain-error.js';

/** Room for a draft policy's largest part (flow and form, D8) and a submission (≤ 2 MB, D4). */
const maxJsonBytes = 2_500_000;

const parser = express.json({ limit: maxJsonBytes, strict: true, type: 'application/json' });

/** Reads the JSON body of a request into `request.body`; refuses other media types before reading a byte. */
export async function readJsonBody(request: Request, response: Response): Promise<void> {
  if (!request.is('application/json'))
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { expected: 'application/json' });
  await new Promise<void>((resolve, reject) => {
    parser(request, response, (error?: unknown) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}
