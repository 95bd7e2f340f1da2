/** A buyer as the services pass it on. */
export interface Customer {
  id: number;
  /** 姓名 */
  name: string;
  email: string | null;
  mobile: string;
  birthday: Date | null;
  openid: string | null;
  emailTemplateId: number | null;
}

/** 收货地址 */
export interface ShippingAddress {
  recipient: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  line: string;
  postalCode: string | null;
}

export interface LoyaltyMember extends Pick<Customer, "id" | "name" | "email"> {
  memberNo: string;
  tier: string;
  points: number;
}
