"""What other forms call the columns of a roll, with the abbreviations of personnel systems; spaces do not count."""

TITLES = {
    "ordinal": "编号 XH 行号 NO 顺序号 序号",
    "name": "教工姓名 职工姓名 会员姓名 教职工姓名 员工姓名 人员姓名 名字 中文姓名 XM JGXM ZGXM "
    "NAME 姓名 工会会员姓名 教师姓名",
    "sex": "XB XBM XBDM 性别码 性别代码 GENDER SEX 男/女",
    "doc_type": "证件种类 证件类别 身份证件类型 有效证件类型 证照类型 ZJLX SFZJLX SFZJLXM ZJLXM "
    "ZJLXDM 证件名称",
    "doc_no": "身份证号 身份证号码 证件号 身份证 居民身份证号 居民身份证号码 公民身份号码 "
    "公民身份证号码 身份证件号 身份证件号码 有效证件号码 身份号码 二代身份证号 SFZJH SFZH "
    "SFZHM SFZJHM ZJHM ZJH SFZ GMSFHM IDCARD IDNO ID号",
    "born_on": "出生日期 出生年月日 生日 出生 出生时间 出生年份 CSRQ CSNY SR CSNYR BIRTHDAY "
    "BIRTHDATE",
    "ethnic_group": "MZ MZM MZDM 民族码 民族代码 族别",
    "political_status": "ZZMM ZZMMM ZZMMDM 政治面目 党派 政治身份 党派团体",
    "education": "文化程度 最高学历 学历层次 第一学历 全日制学历 受教育程度 教育程度 现学历 ZGXL XL "
    "XLM WHCD XLDM ZGXLM",
    "degree": "最高学位 学位层次 ZGXW XW XWM XWDM",
    "title": "专业技术职务 专业技术职称 职称名称 技术职称 专技职务 现任专业技术职务 职称等级 "
    "ZYJSZW ZC ZYJSZWMC PRZYJSZW ZCMC 专业技术资格",
    "duty": "行政职务 党政职务 现任职务 岗位 岗位名称 工作岗位 任职 ZW ZWMC DZZW XZZW",
    "department": "院系 部门院系 所在部门 分工会 所在分工会 所属分工会 部门工会 所在单位 所属部门 "
    "工作部门 单位 单位名称 学院 所在学院 科室 处室 二级单位 二级学院 部门名称 系部 院部 "
    "部系 组织机构 机构名称 所属单位 所在院系 所属院系 院系名称 工作单位 DWMC BM BMMC SZDW "
    "DW SZBM YX YXMC SSBM DEPARTMENT 分会 所在分会 所属分会 支会 二级部门 所属工会 所在工会 "
    "分工会名称 所属分工会名称 部门科室 科室部门 二级工会 所属二级工会 院（系、部） 院（系） 年级组 系（部） 系别 "
    "学校 学校名称 所在学校 所属学校 任职学校 幼儿园名称 园所名称 研究室 所在研究室 课题组 实验室 车间",
    "group_name": "小组 所在小组 所在工会小组 工会小组名称 GHXZ 组别 班组",
    "employment": "用工性质 编制类型 编制类别 人员类别 人员性质 聘用形式 用工类型 用工方式 人员类型 "
    "BZLX YGXS RYLB BZLB 编制 编制性质 聘用方式 用人方式 身份类别 聘用性质 用工类别 在编情况 编制情况",
    "work_started_on": "参加工作日期 工作时间 参加工作年月 参工时间 何时参加工作 工作日期 开始工作时间 GZRQ "
    "CJGZSJ CJGZRQ CJGZNY GZSJ",
    "joined_on": "入会日期 加入工会日期 加入工会时间 入会年月 何时入会 入工会时间 何时加入工会 RHRQ "
    "RHSJ RHNY 加入工会年月 工会入会时间 参加工会时间 入工会年月",
    "phone": "手机号码 联系电话 手机 电话 移动电话 联系方式 电话号码 本人电话 联系手机 SJHM SJH "
    "LXDH YDDH DH SJ MOBILE PHONE TEL 本人手机 本人联系电话 长号 手机长号",
    "email": "电子邮箱 电子邮件 E-MAIL EMAIL 邮件 邮箱地址 DZYX DZXX YX地址",
    "household": "户籍 户籍所在地 户口所在地 户籍地址 HJD HJ HKSZD 户口地址",
    "staff_no": "职工号 教工号 人员编号 工作证号 员工号 职工编号 教师编号 员工编号 GH ZGH JGH RYBH "
    "教职工号 人事编号 工资号",
    "women_cadre": "女职工干部 女工干部 是否女工干部 SFNZGGB 是否女职干部",
    "hardship": "困难职工 是否困难 是否困难教职工 SFKNZG 困难教职工",
    "model_worker": "劳模 劳动模范 是否劳动模范 SFLM 是否为劳模",
    "remark": "说明 附注 BZ REMARK 备注",
}
