/** 员工档案 */
export interface Employee {
  employeeNo: string;
  fullName: string;
  fullNameZh: string;
  workEmail: string;
  mobile: string;
  department: string;
  jobTitle: string;
  hireDate: Date;
  /** 紧急联系人 */
  emergencyContact: string | null;
  /** 银行卡号，仅工资发放使用 */
  bankAccount: string | null;
}

/** What colleagues abroad may look up. */
export type DirectoryEntry = Omit<Employee, "bankAccount" | "emergencyContact">;
