import type { UserId } from '@foyer/shared/ids';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { ApprovalInbox } from '../../data/approval-inbox.ts';
import type { Inbox } from '../../data/approval-inbox-state.ts';
import { useData } from '../../data/data-layer.tsx';

/** What others ask this manager for, for as long as the component is there. */
export function useApprovalInbox(ownId: UserId): { readonly inbox: ApprovalInbox; readonly state: Inbox } {
  const { call, feed, queries } = useData();
  const [inbox] = useState(
    () =>
      new ApprovalInbox({
        call,
        feed,
        ownId,
        onChange: () => void queries.invalidateQueries({ queryKey: ['approvals'] }),
      }),
  );
  useEffect(() => {
    inbox.open();
    return () => inbox.close();
  }, [inbox]);
  return { inbox, state: useSyncExternalStore(inbox.subscribe, inbox.snapshot) };
}
