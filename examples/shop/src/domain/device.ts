/** Identifiers of one app installation. */
export interface DeviceIdentifiers {
  /** 匿名设备标识符 */
  oaid?: string;
  idfa?: string;
  imei?: string;
  phoneModel: string;
  osVersion: string;
}
