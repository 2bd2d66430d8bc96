/**
 * Who stands nearest to one that leaves a list: the next that stays, the one before at the end; null where none
 * stays, or the one that leaves is not in the list. `order` is how they stood before.
 */
export function neighbourOf<Id>(order: readonly Id[], left: Id, leaves: (id: Id) => boolean): Id | null {
  const at = order.indexOf(left);
  if (at === -1) return null;
  const stays = (id: Id): boolean => id !== left && !leaves(id);
  return order.slice(at + 1).find(stays) ?? order.slice(0, at).findLast(stays) ?? null;
}
