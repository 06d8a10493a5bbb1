/** The id of the selected request's heading: where the focus goes after a move. */
export const DETAIL_HEADING = "detail-heading";
