import type { Model } from 'mongoose';
import type { CaseServices } from '../cases/case-services.js';
import { createRunner, type Runner } from '../labour/runner.js';
import { confirmRows } from './confirm-rows.js';
import { runScreening } from './run-screening.js';
import {
  type ScreeningDocument,
  type ScreeningRowDocument,
  screeningModel,
  screeningRowModel,
} from './screening-documents.js';

/** What screening works with: the cases it ends in, and its own collections. */
export interface ScreeningServices {
  readonly cases: CaseServices;
  readonly screenings: Model<ScreeningDocument>;
  readonly rows: Model<ScreeningRowDocument>;
  readonly runner: Runner;
}

export function createScreeningServices(cases: CaseServices): ScreeningServices {
  const { database, clock, logger } = cases.deps;
  const collections = { screenings: screeningModel(database), rows: screeningRowModel(database) };
  const runner = createRunner<ScreeningDocument>({
    model: collections.screenings,
    clock,
    logger,
    what: 'screen the enterprise snapshot',
    run: (document, lease) =>
      document.stage === 'screen'
        ? runScreening(cases, collections.rows, document, lease)
        : confirmRows(cases, collections.rows, document, lease),
    failed: () => ({ status: 'failed', finishedAt: clock.now() }),
  });
  return { cases, ...collections, runner };
}
