/** 儿童档案（未满14周岁），由监护人填写 */
export interface ChildProfile {
  childName: string;
  birthDate: string;
  gender?: "girl" | "boy";
  school?: string;
  favouriteToy?: string;
  guardianMobile: string;
}
