using System.Globalization;

using Xunit;

namespace HostTrainer.Tests.Platforms;

/// <summary>Figures as a publication prints them: equal means equal to the last printed digit.</summary>
public static class PrintedFigure
{
    public static void AssertEqual(string row, string printed, double? value)
    {
        if (printed.Length == 0)
        {
            return;
        }

        int decimals = printed.Length - printed.IndexOf('.') - 1;
        double expected = double.Parse(printed, CultureInfo.InvariantCulture);
        double half = 0.5;
        for (int i = 0; i < decimals; i++)
        {
            half /= 10;
        }

        Assert.True(value is double v && Math.Abs(v - expected) <= half * 1.000001, $"{row}: {value} is not {printed}");
    }
}
