import type { Reader } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';

export interface TermRow {
  termNo: number;
  memberNo: number;
  plan: string | null;
  startedAt: number;
  endedAt: number;
  status: string | null;
  /** The term this one renews, when the export says so. */
  renewsNo: number | null;
}

/** Paid terms with a start and an end, by member and start. Trials are not terms. */
export function termRows(db: Reader): TermRow[] {
  return all(
    db,
    sql`SELECT t.membership_id AS termNo, t.member_no AS memberNo, t.plan, t.started_at AS startedAt, t.ended_at AS endedAt, t.status,
          r.membership_id AS renewsNo
        FROM membership t
        LEFT JOIN membership r ON r.source_no = t.source_no AND r.source_key = t.renewed_from
        WHERE t.started_at IS NOT NULL AND t.ended_at IS NOT NULL AND t.status IS NOT 'trial' AND t.plan IS NOT 'trial'
        ORDER BY t.member_no, t.started_at, t.membership_id`,
  );
}

export interface OrderRow {
  memberNo: number;
  at: number;
  /** Minor units, paid less refunded. */
  amount: number;
  isTerm: number;
}

/** Paid orders, refunds taken off; one given back wholly has amount 0. By member and time. */
export function orderRows(db: Reader): OrderRow[] {
  return all(
    db,
    sql`SELECT member_no AS memberNo, coalesce(paid_at, ordered_at) AS at, max(0, coalesce(amount_minor, 0) - coalesce(refund_minor, 0)) AS amount,
          plan IS NOT NULL AS isTerm
        FROM purchase_order
        WHERE member_no IS NOT NULL AND coalesce(paid_at, ordered_at) IS NOT NULL AND (status IN ('paid', 'refunded') OR paid_at IS NOT NULL)
        ORDER BY member_no, at`,
  );
}
