/** Records on one page of a group's list, and beside its feed. */
export const RECORDS_SHOWN = 40;
export const RAIL_SHOWN = 5;

/** Groups that a record page names and offers. */
export const GROUPS_SHOWN = 50;
