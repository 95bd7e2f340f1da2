import { IsOptional, IsUrl, MaxLength } from "class-validator";

export class OpenTicketDto {
  @MaxLength(120)
  subject!: string;

  @MaxLength(4000)
  body!: string;

  /** 身份证照片, needed while customs holds the parcel */
  @IsOptional()
  @IsUrl()
  idCardPhotoUrl?: string;

  /** 回电号码 */
  callbackPhone!: string;
}
