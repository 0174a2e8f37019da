using System.Xml.Linq;

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Native.CoreLibPatch;

/// <summary>
/// The framework's core library is built per processor. This turns the x64 one into one for arm64 as far as instruction sets go: the
/// Arm classes become intrinsics of the compiler, and the X86 classes say that they are not there. The rest of its code does not
/// depend on the processor.
/// </summary>
/// <param name="module">The core library.</param>
internal sealed class InstructionSetPatch(ModuleDefinition module)
{
    private const string Intrinsics = "System.Runtime.Intrinsics.";
    private const string Substitutions = "ILLink.Substitutions.xml";
    private const string IntrinsicAttribute = "IntrinsicAttribute";

    private readonly MethodDefinition _intrinsic = module
        .GetType("System.Runtime.CompilerServices." + IntrinsicAttribute).Methods.Single(m => m.IsConstructor && !m.HasParameters);

    /// <summary>Changes the module in memory.</summary>
    public void Apply()
    {
        foreach (TypeDefinition type in module.GetTypes().Where(t => t.IsClass && !t.IsEnum))
        {
            switch (Outermost(type).Namespace)
            {
                case Intrinsics + "Arm":
                    MakeIntrinsic(type);
                    break;
                case Intrinsics + "X86":
                    MakeUnsupported(type);
                    break;
            }
        }

        DropSubstitutions();
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>An intrinsic's body calls itself: the compiler replaces the call, and keeps the body for indirect calls.</summary>
    private void MakeIntrinsic(TypeDefinition type)
    {
        if (!type.CustomAttributes.Any(a => a.AttributeType.Name == IntrinsicAttribute))
        {
            type.CustomAttributes.Add(new CustomAttribute(_intrinsic));
        }

        foreach (MethodDefinition method in type.Methods.Where(m => m.IsStatic && m.HasBody && !m.IsConstructor))
        {
            ILProcessor il = Emptied(method);
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                il.Emit(OpCodes.Ldarg, parameter);
            }

            il.Emit(OpCodes.Call, Instance(method));
            il.Emit(OpCodes.Ret);
        }
    }

    private static void MakeUnsupported(TypeDefinition type)
    {
        foreach (CustomAttribute attribute in type.CustomAttributes.Where(a => a.AttributeType.Name == IntrinsicAttribute).ToList())
        {
            type.CustomAttributes.Remove(attribute);
        }

        foreach (MethodDefinition method in type.Methods.Where(m => m.Name == "get_IsSupported"))
        {
            ILProcessor il = Emptied(method);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ret);
        }
    }

    private static ILProcessor Emptied(MethodDefinition method)
    {
        method.Body.Instructions.Clear();
        method.Body.ExceptionHandlers.Clear();
        method.Body.Variables.Clear();
        return method.Body.GetILProcessor();
    }

    private static MethodReference Instance(MethodDefinition method)
    {
        if (!method.HasGenericParameters)
        {
            return method;
        }

        GenericInstanceMethod instance = new(method);
        foreach (GenericParameter parameter in method.GenericParameters)
        {
            instance.GenericArguments.Add(parameter);
        }

        return instance;
    }

    /// <summary>The x64 library tells the compiler to take "not supported" for the Arm classes; those lines go.</summary>
    private void DropSubstitutions()
    {
        EmbeddedResource resource = module.Resources.OfType<EmbeddedResource>().Single(r => r.Name == Substitutions);
        XDocument document = XDocument.Load(resource.GetResourceStream());
        document.Descendants("type")
            .Where(e => e.Attribute("fullname")!.Value.StartsWith(Intrinsics + "Arm.", StringComparison.Ordinal))
            .Remove();
        using MemoryStream changed = new();
        document.Save(changed);
        module.Resources.Remove(resource);
        module.Resources.Add(new EmbeddedResource(resource.Name, resource.Attributes, changed.ToArray()));
    }
}
