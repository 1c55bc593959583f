import { compareRows, matches, type Query, type Row, type Sort, type Value } from './plain-model.js';

/* Projections and pipelines of the plain model: one array in, another out. */

export type Projection = Readonly<Record<string, 0 | 1>>;

/** Inclusion keeps what is named and `_id`; exclusion takes away what is named. */
export function project(row: Row, projection: Projection): Row {
  const isInclusion = Object.entries(projection).some(([field, shown]) => field !== '_id' && shown === 1);
  return Object.fromEntries(
    Object.entries(row).filter(([field]) => {
      if (field in projection) return projection[field] === 1;
      return isInclusion ? field === '_id' : true;
    }),
  );
}

export type PlainStage =
  | { readonly $match: Query }
  | { readonly $sort: Sort }
  | { readonly $skip: number }
  | { readonly $limit: number }
  | { readonly $project: Projection }
  | { readonly $addFields: Readonly<Record<string, Value>> }
  | { readonly $unwind: string }
  | { readonly $group: string }
  | { readonly $count: string };

/** What the database is sent. A group is by one field, and counts, sums, and takes the least and the greatest id. */
export function sent(stage: PlainStage): Record<string, unknown> {
  if ('$sort' in stage) return { $sort: new Map(stage.$sort.map(([field, direction]) => [field, direction])) };
  if ('$unwind' in stage) return { $unwind: `$${stage.$unwind}` };
  if ('$group' in stage)
    return {
      $group: {
        _id: `$${stage.$group}`,
        n: { $sum: 1 },
        total: { $sum: '$b' },
        least: { $min: '$_id' },
        greatest: { $max: '$_id' },
      },
    };
  return { ...stage };
}

function group(rows: readonly Row[], field: string): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(row[field] ?? null);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, members]) => {
    const ids = members.flatMap(({ _id }) => (typeof _id === 'number' ? [_id] : []));
    return {
      _id: JSON.parse(key) as Value,
      n: members.length,
      total: members.reduce((sum, { b }) => sum + (typeof b === 'number' ? b : 0), 0),
      least: ids.length > 0 ? Math.min(...ids) : null,
      greatest: ids.length > 0 ? Math.max(...ids) : null,
    };
  });
}

function unwind(row: Row, field: string): Row[] {
  const value = row[field];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((item) => ({ ...row, [field]: item })) : [row];
}

function step(rows: readonly Row[], stage: PlainStage): Row[] {
  if ('$match' in stage) return rows.filter((row) => matches(row, stage.$match));
  if ('$sort' in stage) return [...rows].sort((a, b) => compareRows(a, b, stage.$sort));
  if ('$skip' in stage) return rows.slice(stage.$skip);
  if ('$limit' in stage) return rows.slice(0, stage.$limit);
  if ('$project' in stage) return rows.map((row) => project(row, stage.$project));
  if ('$addFields' in stage) return rows.map((row) => ({ ...row, ...stage.$addFields }));
  if ('$unwind' in stage) return rows.flatMap((row) => unwind(row, stage.$unwind));
  if ('$group' in stage) return group(rows, stage.$group);
  return rows.length > 0 ? [{ [stage.$count]: rows.length }] : [];
}

export function runPipeline(rows: readonly Row[], stages: readonly PlainStage[]): Row[] {
  return stages.reduce<Row[]>(step, [...rows]);
}
