using Mono.Cecil;

using Native.CoreLibPatch;

if (args is not [string source, string target])
{
    Console.Error.WriteLine("usage: corelib-patch SOURCE TARGET");
    return 2;
}

using ModuleDefinition module = ModuleDefinition.ReadModule(source);
new InstructionSetPatch(module).Apply();
module.Write(target);
return 0;
