using System.Globalization;

namespace Takedown.Demo;

/// <summary>Invented titles, combined from parts.</summary>
internal static class SampleTitles
{
    private static readonly string[] ZhPlaces =
        ["雾渡口", "青石巷", "望云桥", "槐花镇", "南坡", "白鹭湾", "旧灯塔", "第七码头", "松针岭", "落星原", "半山驿", "柳叶河"];

    private static readonly string[] ZhThings =
        ["来信", "夜曲", "回声", "晚风", "约定", "旧梦", "单行道", "倒影", "归人", "雨季", "指南", "余温"];

    private static readonly string[] ZhSeries =
        ["长缨问雪", "墨阁春秋", "星海拾遗录", "半城灯火半城沙", "九曲归尘", "霜刃行", "云笺十二卷", "千帆外传"];

    private static readonly string[] ZhClips =
        ["三分钟学会滇味烤乳扇", "外婆的竹编课", "修表匠的一天", "凌晨四点的鱼市", "山路骑行日记", "旧屋改造第六天", "猫咖营业事故合集", "陶土变茶壶"];

    private static readonly string[] ZhTeams = ["松岭蓝鹰", "白鹭湾联队", "云渡飞骑", "青石勇士", "南坡猎风", "灯塔水手"];

    private static readonly string[] EnAdjectives =
        ["Copper", "Quiet", "Paper", "Seventh", "Winter",
            "Amber", "Hollow", "Northbound", "Borrowed", "Salt", "Velvet", "Lantern"];

    private static readonly string[] EnNouns =
        ["Meridian", "Isthmus", "Orchard", "Cartographer", "Ferry",
            "Almanac", "Harbour", "Sparrow", "Staircase", "Parade", "Wildfire", "Tide"];

    private static readonly string[] EnClips =
        ["One-pan noodles in a tin kitchen", "Restoring a lighthouse lamp", "Parkour across Pell Harbour",
            "A potter's whole day in 58 seconds",
            "Teaching a crow to count", "Night market in the rain",
            "The two-string violin challenge", "Fold this map in three moves"];

    private static readonly string[] EnTeams =
        ["Ashford Kites", "Pell Harbour", "Moorgate Rovers", "Kestrel Bay", "Tarn United", "Old Quarry"];

    public static string Of(Genre genre, bool chinese, int index) =>
        chinese ? Chinese(genre, index) : English(genre, index);

    private static string Chinese(Genre genre, int i)
    {
        var (place, thing) = (Dice.Pick(ZhPlaces, i, 1), Dice.Pick(ZhThings, i, 2));
        var series = Dice.Pick(ZhSeries, i, 3);
        return genre switch
        {
            Genre.Music => $"{place}{thing}",
            Genre.Film => $"《{place}的{thing}》第{Number(i, 4, 40)}集",
            Genre.ShortVideo => Dice.Pick(ZhClips, i, 4),
            Genre.LiveSport =>
                $"高原联赛第{Number(i, 4, 30)}轮 {Dice.Pick(ZhTeams[..3], i, 5)} 对 {Dice.Pick(ZhTeams[3..], i, 6)}",
            Genre.Literature => $"《{series}》第{Number(i, 4, 900)}章",
            Genre.Software => $"{place}绘图 {Number(i, 4, 9)}.{Number(i, 5, 9)} 专业版",
            Genre.Nft => $"{series}·数字藏品 #{Number(i, 4, 9999)}",
            Genre.Listing => $"{place}系列{(Dice.Percent(i, 4, 50) ? "陶瓷杯" : "帆布袋")}图案",
        };
    }

    private static string English(Genre genre, int i)
    {
        var name = $"{Dice.Pick(EnAdjectives, i, 1)} {Dice.Pick(EnNouns, i, 2)}";
        return genre switch
        {
            Genre.Music => Dice.Percent(i, 3, 30) ? $"{name} (Live at Kestrel Bay)" : name,
            Genre.Film => $"The {name}, S{Number(i, 4, 4)}E{Number(i, 5, 12)}",
            Genre.ShortVideo => Dice.Pick(EnClips, i, 4),
            Genre.LiveSport =>
                $"Northmoor League R{Number(i, 4, 30)}: {Dice.Pick(EnTeams[..3], i, 5)} v "
                    + $"{Dice.Pick(EnTeams[3..], i, 6)}",
            Genre.Literature => $"{name}, chapter {Number(i, 4, 320)}",
            Genre.Software => $"{name} Studio {Number(i, 4, 9)}.{Number(i, 5, 9)}",
            Genre.Nft => $"{name} #{Number(i, 4, 9999)}",
            Genre.Listing => $"{name} {(Dice.Percent(i, 4, 50) ? "enamel mug" : "tote bag")} print",
        };
    }

    private static string Number(int index, int throwNo, int most) =>
        (Dice.Roll(index, throwNo, most) + 1).ToString(CultureInfo.InvariantCulture);
}
