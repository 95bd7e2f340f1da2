import { IsDateString, IsEmail, IsIdentityCard, IsMobilePhone, IsOptional, Length } from "class-validator";

export class RegisterDto {
  @Length(2, 32)
  xingming!: string;

  /** 身份证号 */
  @IsIdentityCard("zh-CN")
  sfzh!: string;

  @IsMobilePhone("zh-CN")
  mobile!: string;

  @IsOptional()
  @IsEmail()
  email?: string;

  @IsOptional()
  @IsDateString()
  birthday?: string;

  @Length(6, 6)
  smsCode!: string;

  /** Layout of the welcome letter */
  emailTemplateId?: number;
}
