import { localized } from "../base/localized.js";

export const help = localized(
  `borderline: personal information in schemas, and where it goes

Usage
  borderline scan [paths]              scan folders or files (default: this folder)
      -f, --format text|json|sarif     output format (default: text)
      -o, --output FILE                write there instead of standard output
      --fail-on error|warning|information|hint|never
                                       exit with 1 when a finding of this severity or above exists (default: error)
      --baseline FILE                  report only findings that FILE does not list
      --write-baseline FILE            write all findings to FILE and report none
      --no-baseline                    ignore the baseline that borderline.yaml names
      --no-flows                       classify fields only; follow no data through code
      --summaries                      scan one package of a monorepo by itself: read the flow summaries of the packages it
                                       is built from instead of their sources, and write its own
      --summary-file FILE              where summaries lie below each package (default: .borderline/flow-summary.json)
  borderline fix [paths]               show what fixes would change, as a unified diff
      --dry-run                        the same; writes nothing
      --apply                          write the changes; files changed meanwhile are left alone
      --rule ID                        preferred fixes of this rule; may be repeated
      --fix ID                         fixes of this kind, e.g. annotate-personal-data, annotate-file, suppress; may be repeated
                                       (without --rule and --fix: misspelt annotations and dead suppressions)
      --reason TEXT                    why; written into suppressions and annotations that say "not personal"
      --no-flows                       leave fixes of flows out
  borderline register [paths]          the transfer register, silenced findings included
      -f, --format md|html|csv|json    output format (default: md)
      -o, --output FILE                write there instead of standard output
  borderline map [paths]               the data map, as one HTML file that loads nothing
      -o, --output FILE                write there instead of standard output
  borderline explain <file>:<line>     why a line is, or is not, a finding
      --no-flows                       fields only
  borderline lsp                       language server over standard input and output
  borderline version | help

Everywhere
  -q, --quiet                          no progress
      --cache-dir DIR                  keep answers for the next run there (default: the user's cache folder)
      --no-cache                       read and keep no answers of other runs
  -l, --language en|zh                 language of the texts (default: LC_ALL, LC_MESSAGES, LANG)

Exit codes
  0  done; after scan: nothing at or above --fail-on
  1  scan: findings at or above --fail-on
  2  wrong arguments, a path that does not exist, a baseline that cannot be read
  3  the work itself failed: scan prints what was found so far, all others write nothing

Borderline informs; it is no legal advice.
`,
  `borderline：查找数据结构中的个人信息及其去向

用法
  borderline scan [路径]               扫描文件夹或文件（默认：当前文件夹）
      -f, --format text|json|sarif     输出格式（默认：text）
      -o, --output 文件                写入文件而不是标准输出
      --fail-on error|warning|information|hint|never
                                       存在该级别及以上的结果时以 1 退出（默认：error）
      --baseline 文件                  只报告该文件未列出的结果
      --write-baseline 文件            将全部结果写入该文件，不作报告
      --no-baseline                    忽略 borderline.yaml 指定的基线
      --no-flows                       只识别字段，不追踪代码中的数据流
      --summaries                      单独扫描 monorepo 中的一个包：读取其依赖包的数据流摘要而非源码，并写入自身的摘要
      --summary-file 文件              摘要在各包内的位置（默认：.borderline/flow-summary.json）
  borderline fix [路径]                以统一差异格式显示修复将作的修改
      --dry-run                        同上，不写入
      --apply                          写入修改；期间被改动的文件不会覆盖
      --rule 标识                      该规则的首选修复，可重复
      --fix 标识                       该类修复，例如 annotate-personal-data、annotate-file、suppress，可重复
                                       （均不指定时：拼写有误的标注和失效的忽略）
      --reason 文本                    理由，写入忽略注释和“非个人信息”标注
      --no-flows                       不含数据流的修复
  borderline register [路径]           个人信息出境登记表，含已忽略的结果
      -f, --format md|html|csv|json    输出格式（默认：md）
      -o, --output 文件                写入文件而不是标准输出
  borderline map [路径]                数据地图，单个 HTML 文件，不加载任何外部内容
      -o, --output 文件                写入文件而不是标准输出
  borderline explain <文件>:<行>       说明某一行为何是（或不是）结果
      --no-flows                       仅字段
  borderline lsp                       通过标准输入输出运行语言服务器
  borderline version | help

通用
  -q, --quiet                          不显示进度
      --cache-dir 文件夹               将结果保存于此，供下次运行使用（默认：用户缓存文件夹）
      --no-cache                       既不读取也不保存其他运行的结果
  -l, --language en|zh                 文本语言（默认：LC_ALL、LC_MESSAGES、LANG）

退出码
  0  完成；scan：没有达到 --fail-on 的结果
  1  scan：存在达到 --fail-on 的结果
  2  参数错误、路径不存在或基线无法读取
  3  执行失败：scan 仍输出已得到的结果，其他命令不写入任何内容

Borderline 提供信息，不构成法律意见。
`,
);
