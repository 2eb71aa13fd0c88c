/**
 * The order in which vitest's workers take test files. By itself it goes through one project after the other and, in a
 * fresh checkout, takes the largest files first: then the longest of all, which is small, runs at the end with the
 * other worker idle.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * First the campaign, which takes a core and minutes. Then, for the other worker meanwhile, what waits or computes long
 * but promises nobody an answer in time: those that do come when the campaign is over.
 */
export const longest = [
  'tools/src/campaign/campaign.test.ts',
  'tools/src/campaign/crash-points.test.ts',
  'api/test/security/fuzz.test.ts',
  'api/test/model.test.ts',
  'api/test/meta-problems.test.ts',
  'api/test/invariants-job.test.ts',
  'api/test/invariants.test.ts',
] as const;

export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place === -1 ? longest.length : place;
    };
    return rest.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
