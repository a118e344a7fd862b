/** Why a live run ends before all is asked. */
export class Stop extends Error {}
