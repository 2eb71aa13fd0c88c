import { erasePerson, exportMe, exportPerson } from '@foyer/shared/http/privacy';
import { bind, type Route } from '../../http/bind.ts';
import type { EraseService } from './erase.service.ts';
import type { ExportService } from './export.service.ts';

const headers = { 'cache-control': 'no-store' };

/** What a person may ask a house that keeps data about them. */
export function privacyRoutes(exports: ExportService, erasing: EraseService): readonly Route[] {
  return [
    bind(exportPerson, async ({ actor, params, context }) => {
      const body = await exports.exportPerson({ actor, origin: context }, params.id);
      return { status: 200, body, headers };
    }),
    bind(exportMe, async ({ actor, context }) => {
      const body = await exports.exportPerson({ actor, origin: context }, actor.userId);
      return { status: 200, body, headers };
    }),
    bind(erasePerson, async ({ actor, params, body: wish, context }) => {
      const body = await erasing.erase({ actor, origin: context }, params.id, wish);
      return { status: 200, body, headers };
    }),
  ];
}
