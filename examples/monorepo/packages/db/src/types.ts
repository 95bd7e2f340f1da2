/** Where a parcel goes. */
export interface Address {
  readonly recipientName: string;
  readonly homeAddress: string;
  /** Reachable by the courier at any time. */
  readonly mobilePhone: string;
  readonly parcelCount: number;
}

export interface CustomerContact {
  readonly email: string;
  readonly level: number;
}

interface Draft {
  readonly note: string;
}

export type Unfinished = Partial<Draft>;
