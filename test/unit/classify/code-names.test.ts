// Names as flows meet them: a bare name, and at most the variable before the dot. No type, no members.
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/classify/index.js";

const personal = `
user.email user.phone user.name user.firstName user.lastName user.address user.avatar user.birthday user.gender user.city user.bio user.username user.nickname
customer.name customer.ip_address customer.phone customer.email customer.address customer.birthDate customer.taxId employee.jobTitle employee.hireDate employee.name
patient.name patient.age patient.phone order.shippingAddress order.recipientName order.recipientPhone order.customerEmail order.buyerName booking.guestName booking.guestEmail
member.mobile member.realName member.openid contact.phone contact.email contact.name lead.email lead.phone candidate.resume candidate.email applicant.fullName driver.plateNumber
visitor.ip session.ipAddress session.userAgent profile.displayName profile.photo account.email author.email passenger.name guest.phone student.name teacher.email
recipient.address sender.phone shippingAddress.street shippingAddress.city billingAddress.postalCode payload.email req.phoneNumber form.lastName data.mobile body.email params.phone
email phone phoneNumber mobile mobileNumber fullName firstName lastName userName username nickname userEmail customerEmail recipientPhone contactPhone homeAddress shippingAddress
billingAddress dateOfBirth birthDate birthday gender nationality ipAddress clientIp userAgent openid unionid wechatId deviceId idfa imei avatarUrl emergencyContact customerName
emailAddress userPhone realName receiverName receiverMobile userAddress passengerName guestName shouji xingming youxiang 手机号 姓名 邮箱 收货地址 telefono correo nombreCompleto vorname nachname
`;

const sensitive = `
idCard idCardNo ssn passportNumber nationalId socialSecurityNumber bankAccount bankCardNo cardNumber cvv iban password userPassword salary bloodType diagnosis religion ethnicity
user.password user.idCard user.passportNumber user.salary employee.salary employee.bankAccount employee.ssn patient.diagnosis patient.allergies patient.bloodType patient.medicalHistory
customer.idNumber customer.cardNumber payment.cardNumber payment.cvv driver.licenseNumber driver.latitude rider.longitude user.location.latitude member.fingerprint user.faceImage
身份证号 银行卡号 shenfenzheng cpf dni curp tckimlik
`;

const other = `
name title address message body token content value type status code id url data result response error count total date description label text key index path file
emailTemplate emailSubject sendEmail sendSms phoneRegex phonePattern emailRegex emailValidator isEmail validateEmail emailService emailConfig emailProvider emailEnabled emailVerified
phoneVerified hasAddress addressList.length nameSpace namespace hostname filename fileName className tagName tableName columnName fieldName modelName pathname eventName errorMessage
successMessage errorCode statusText message.length userCount userAgentParser ipWhitelist ipRange serverIp passwordPolicy passwordMinLength passwordField resetPasswordUrl
user.id2 user.role user.status user.createdAt user.isActive user.permissions user.locale2 order.total order.status order.items order.createdAt order.id product.name product.title product.price
product.description company.name company.address company.phone store.address store.phone shop.name category.name config.email config.host server.ip process.env app.name file.name
error.message err.message response.message response.data res.status i18n.message logger.name event.name role.name tag.name menu.title page.title template.subject template.body
schema.email validators.email labels.email placeholders.phone columns.address mailer.from webhook.url queue.name bucket.name table.name city.name country.name hotel.address
airport.city note unit channel provider height width weight score balance card account location position
`;

function level(text: string): string {
  const dot = text.lastIndexOf("."), container = dot < 0 ? "" : text.slice(0, dot), name = text.slice(dot + 1);
  return classify({
    schema: "typescript", name, type: { text: "", kind: "unknown", isList: false, isOptional: false }, comments: [], attributes: [], examples: [], annotations: [],
    container: { name: container.charAt(0).toUpperCase() + container.slice(1), kind: "interface", comments: [], members: [], annotations: [] },
  }, { profile: "current", customCategories: [] }).level;
}

function rows(table: string): readonly string[] {
  return table.trim().split(/\s+/);
}

describe("names in code", () => {
  it("that are personal", () => expect(rows(personal).filter((name) => level(name) === "none")).toEqual([]));
  it("that are sensitive or at least personal", () => expect(rows(sensitive).filter((name) => level(name) === "none")).toEqual([]));
  it("that are not", () => expect(rows(other).filter((name) => level(name) !== "none")).toEqual([]));
  it("are many", () => expect(rows(personal).length + rows(sensitive).length + rows(other).length).toBeGreaterThan(300));
});
