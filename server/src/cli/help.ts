import { localized } from "../base/localized.js";

export const help = localized(
  `borderline: personal information in schemas, and where it goes

Usage
  borderline scan [paths]              scan folders or files (default: this folder)
      -f, --format text|json|sarif     output format (default: text)
      -o, --output FILE                write there instead of standard output
      --fail-on error|warning|information|hint|never
                                       exit with 1 when a finding of this severity or above exists (default: error)
      --no-flows                       classify fields only; follow no data through code
      -q, --quiet                      no progress
      -l, --language en|zh             language of the texts (default: LC_ALL, LC_MESSAGES, LANG)
  borderline explain <file>:<line>     why a line is, or is not, a finding
  borderline lsp                       language server over standard input and output
  borderline version | help

Exit codes
  0  done, nothing at or above --fail-on
  1  done, findings at or above --fail-on
  2  wrong arguments, or a path that does not exist
  3  the scan itself failed; what was found is still printed

Borderline informs; it is no legal advice.
`,
  `borderline：查找数据结构中的个人信息及其去向

用法
  borderline scan [路径]               扫描文件夹或文件（默认：当前文件夹）
      -f, --format text|json|sarif     输出格式（默认：text）
      -o, --output 文件                写入文件而不是标准输出
      --fail-on error|warning|information|hint|never
                                       存在该级别及以上的结果时以 1 退出（默认：error）
      --no-flows                       只识别字段，不追踪代码中的数据流
      -q, --quiet                      不显示进度
      -l, --language en|zh             文本语言（默认：LC_ALL、LC_MESSAGES、LANG）
  borderline explain <文件>:<行>       说明某一行为何是（或不是）结果
  borderline lsp                       通过标准输入输出运行语言服务器
  borderline version | help

退出码
  0  完成，没有达到 --fail-on 的结果
  1  完成，存在达到 --fail-on 的结果
  2  参数错误，或路径不存在
  3  扫描本身失败；已得到的结果仍会输出

Borderline 提供信息，不构成法律意见。
`,
);
