/** Words and rows of keys at the head of every list of guessed passwords, with those usual in China. Lower case. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passw passwd pass admin administrator root welcome letmein login qwerty qwertyuiop asdfgh asdfghjkl zxcvbn
  zxcvbnm qazwsx qazwsxedc abc abcd abcdef abcdefg iloveyou woaini woainimm wodemima mima monkey dragon sunshine princess
  football baseball superman master shadow michael trustno test tester guest user demo changeme default secret duixian
  zhengwu zhengfu beijing shanghai zhongguo china huawei alibaba tencent baidu qwer qweasd qweasdzxc asd zaq xsw aa aaaaaa
  123456 1234567 12345678 123456789 1234567890 0123456789 9876543210 0987654321 111111 11111111 1111111111 000000 123123
  123123123 1234512345 5201314 520520 666666 888888 88888888 112233 11223344 147258369 159357 789456123 1q2w3e4r
  1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc a123456 a12345678 a123456789 abc123 abc123456 abcd1234 abcd123456 aa123456 qq123456
  woaini1314 woaini520 zxcvbnm123 qwerty123 qwerty123456 password1 password123 passw0rd admin123 admin123456 admin888
  welcome1 welcome123 test123456 asdf1234 qwe123 qwe123456 q1w2e3r4 q1w2e3r4t5`.split(/\s+/),
);
