export async function drivePacked() {}
