using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

using Native.Checks;

namespace Native;

public sealed class FormsTests
{
    [Fact]
    public void The_checks_know_every_form_of_code_by_a_name_of_its_own()
    {
        Assert.Equal(Forms.LastKernels, Enum.GetValues<KernelSet>().Max());
        Assert.Equal(Forms.LastPath, Enum.GetValues<VectorPath>().Max());
        Assert.Distinct(Enum.GetValues<KernelSet>().Select(Forms.Name));
        Assert.Distinct(Enum.GetValues<VectorPath>().Select(Forms.Name));
    }
}
