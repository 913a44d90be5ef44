namespace PhaseEngine.Core.Organisations.Import;

/// <summary>A closed word list in the words of people: the first Chinese word of a value is the one exports write.</summary>
internal sealed class Words(params (string Value, Trilingual Written, string[] Others)[] words)
{
    private readonly Dictionary<string, string> values = words
        .SelectMany(w => new[] { w.Value, w.Written.ZhCn, w.Written.ZhTw, w.Written.En }.Concat(w.Others).Select(o => (Key: CellText.WordKey(o), w.Value)))
        .DistinctBy(w => w.Key)
        .ToDictionary(w => w.Key, w => w.Value);

    private readonly Dictionary<string, Trilingual> written = words.ToDictionary(w => w.Value, w => w.Written);

    /// <summary>The value a word means; null: none.</summary>
    public string? ValueOf(string text) => values.GetValueOrDefault(CellText.WordKey(text));

    /// <summary>The word for a value.</summary>
    public string WordFor(string value, string language) => written[value].In(language);

    /// <summary>The values it knows.</summary>
    public IEnumerable<string> Values => written.Keys;

    /// <summary>What to write instead of an unknown word.</summary>
    public string Known => KnownIn("zh-CN");

    /// <summary>The words in one language.</summary>
    public string KnownIn(string language) => string.Join(language == "en" ? ", " : "、", written.Values.Select(w => w.In(language)));

    public static readonly Words UnitTypes = new(
        ("workingCommittee", new("党工委", "黨工委", "working committee"), ["工委", "党的工作委员会", "中共工作委员会"]),
        ("committee", new("党委", "黨委", "committee"), ["基层党委", "党的委员会", "委员会", "地方党委"]),
        ("leadingPartyGroup", new("党组", "黨組", "leading Party group"), []),
        ("organCommittee", new("机关党委", "機關黨委", "organ committee"), ["机关委员会"]),
        ("disciplineCommission", new("纪委", "紀委", "discipline commission"), ["纪律检查委员会", "机关纪委"]),
        ("generalBranch", new("党总支", "黨總支", "general branch"), ["党总支部", "总支", "总支部", "党总支部委员会"]),
        ("branch", new("党支部", "黨支部", "branch"), ["支部", "党支部委员会", "独立党支部"]),
        ("jointBranch", new("联合党支部", "聯合黨支部", "joint branch"), ["联合支部", "联合党支部委员会"]),
        ("group", new("党小组", "黨小組", "group"), ["小组"]),
        ("temporaryBranch", new("临时党支部", "臨時黨支部", "temporary branch"), ["临时支部"]),
        ("temporaryGroup", new("临时党小组", "臨時黨小組", "temporary group"), ["临时小组"]),
        ("temporaryJointBranch", new("临时联合党支部", "臨時聯合黨支部", "temporary joint branch"), ["临时联合支部"]));

    public static readonly Words Sectors = new(
        ("organ", new("机关", "機關", "organ"), ["党政机关", "机关单位"]),
        ("urban", new("城市社区", "城市社區", "urban community"), ["社区", "街道", "街道社区", "社区居委会"]),
        ("rural", new("农村", "農村", "rural"), ["村", "行政村", "乡镇", "建制村"]),
        ("enterprise", new("企业", "企業", "enterprise"), ["国有企业", "非公企业", "非公有制企业", "集体企业", "公有制企业", "私营企业", "两新组织"]),
        ("institution", new("事业单位", "事業單位", "institution"), ["事业", "学校", "医院", "科研院所"]));

    public static readonly Words Managements = new(
        ("party", new("党组织", "黨組織", "party"), ["党委", "党"]),
        ("administration", new("行政", "行政", "administration"), ["企业行政", "单位行政"]),
        ("private", new("私营", "私營", "private"), ["民营", "业主", "私人"]));

    public static readonly Words Categories = new(
        ("leadingCadre", new("领导干部", "領導幹部", "leading cadre"), ["领导", "党员领导干部"]),
        ("inPost", new("在岗", "在崗", "in post"), ["在职", "在岗职工", "在职党员", "在岗党员", "一般"]),
        ("floating", new("流动", "流動", "floating"), ["流动党员", "外出务工"]),
        ("laidOff", new("下岗", "下崗", "laid off"), ["下岗失业", "失业", "下岗党员", "下岗职工"]),
        ("old", new("年老", "年老", "old"), ["年老体弱", "离退休", "退休", "离休", "老党员"]),
        ("ill", new("患病", "患病", "ill"), ["体弱多病", "病残", "长期患病", "生病"]),
        ("littleSchooling", new("文化程度低", "文化程度低", "little schooling"), ["文化较低", "文盲半文盲"]));

    public static readonly Words Statuses = new(
        ("full", new("正式党员", "正式黨員", "full"), ["正式", "full member"]),
        ("probationary", new("预备党员", "預備黨員", "probationary"), ["预备", "probationary member"]));

    public static readonly Words LeavingReasons = new(
        ("transferred", new("转出", "轉出", "transferred"), ["组织关系转出", "转接", "调出", "调离"]),
        ("died", new("去世", "去世", "died"), ["死亡", "病故", "亡故", "逝世"]),
        ("resigned", new("退党", "退黨", "resigned"), ["自愿退党", "劝退"]),
        ("removed", new("除名", "除名", "removed"), ["开除", "开除党籍", "出党"]));

    public static readonly Words YesNo = new(
        ("yes", new("是", "是", "yes"), ["有", "对", "√", "✓", "✔", "Y", "true", "1", "已", "参加", "已参加"]),
        ("no", new("否", "否", "no"), ["无", "不是", "×", "✗", "X", "N", "false", "0", "未", "未参加", "没有"]));

    /// <summary>
    /// What the type of a unit must be by its name, where a list does not say: the last of the words in it, the longest where
    /// two end together (…机关党委第一党支部 is a branch, …联合党支部 a joint one). Null: the name does not say.
    /// </summary>
    public static string? UnitTypeOf(string unitName)
    {
        var name = CellText.WordKey(unitName)
            .Replace("支部委员会", "支部", StringComparison.Ordinal)
            .Replace("总支委员会", "总支", StringComparison.Ordinal);
        return NameParts
            .Select(p => (p.Type, p.Part.Length, End: name.LastIndexOf(p.Part, StringComparison.Ordinal) is var at and >= 0 ? at + p.Part.Length : -1))
            .Where(p => p.End > 0)
            .OrderByDescending(p => p.End)
            .ThenByDescending(p => p.Length)
            .Select(p => p.Type)
            .FirstOrDefault();
    }

    private static readonly (string Part, string Type)[] NameParts =
    [
        ("党工委", "workingCommittee"), ("工作委员会", "workingCommittee"), ("工委", "workingCommittee"),
        ("党委", "committee"), ("委员会", "committee"), ("市委", "committee"), ("县委", "committee"), ("区委", "committee"), ("省委", "committee"),
        ("党组", "leadingPartyGroup"),
        ("机关党委", "organCommittee"), ("机关委员会", "organCommittee"),
        ("纪委", "disciplineCommission"), ("纪律检查委员会", "disciplineCommission"),
        ("总支", "generalBranch"), ("总支部", "generalBranch"),
        ("支部", "branch"), ("联合支部", "jointBranch"), ("联合党支部", "jointBranch"),
        ("党小组", "group"),
        ("临时支部", "temporaryBranch"), ("临时党支部", "temporaryBranch"),
        ("临时党小组", "temporaryGroup"),
        ("临时联合支部", "temporaryJointBranch"), ("临时联合党支部", "temporaryJointBranch"),
    ];
}
