import { localized, type Localized } from "../base/localized.js";
import type { MapColumn, MapSeverity } from "./data-map.js";

export const severityNames: Readonly<Record<MapSeverity, Localized>> = {
  error: localized("needs action before sending", "须先处理"), warning: localized("mechanism or fact missing", "缺机制或事实"), information: localized("may go", "可出境"),
};

export const columnNames: Readonly<Record<MapColumn, Localized>> = {
  field: localized("Data", "数据"), code: localized("Code", "代码"), recipient: localized("Recipient", "接收方"), country: localized("Country or region", "国家或地区"),
};

export const filterNames = {
  c: localized("Country or region", "国家或地区"), l: localized("Level", "级别"), s: localized("State", "状态"),
} as const;

export const mapWords = {
  title: localized("Data map", "数据地图"),
  filters: localized("Show", "显示"),
  empty: localized("No transfer abroad was found.", "未发现出境传输。"),
  list: localized("The same as a list", "以列表查看"),
  note: localized("Choose a node to follow its data; open it to go to the code.", "选中节点可突出其数据路径，打开节点可跳转至代码。"),
} as const satisfies Readonly<Record<string, Localized>>;
