// What all rewritings share, the walk over the module, and the pass as a plug-in of opt.
#include "Legalizer.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Passes/PassBuilder.h"
#if __has_include("llvm/Plugins/PassPlugin.h")
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif

namespace sbf {

Legalizer::Legalizer(Module &M) : M(M), C(M.getContext()), DL(M.getDataLayout()) {
  I8 = Type::getInt8Ty(C);
  I32 = Type::getInt32Ty(C);
  I64 = Type::getInt64Ty(C);
  I128 = Type::getInt128Ty(C);
  Ptr = PointerType::get(C, 0);
  Void = Type::getVoidTy(C);
}

void Legalizer::run() {
  SmallVector<Function *> Defined;
  for (Function &F : M)
    if (!F.isDeclaration())
      Defined.push_back(&F);
  for (Function *F : Defined)
    instructions(*F);
  Slots.clear();
  for (Function *F : Defined) {
    SmallVector<CallInst *> Calls;
    for (Instruction &I : llvm::instructions(*F))
      if (auto *Call = dyn_cast<CallInst>(&I))
        Calls.push_back(Call);
    for (CallInst *Call : Calls)
      call(Call);
  }
  for (Function *F : Defined)
    definition(F);
  giveEmptyConstantsASize();
  dropStructReturnAttributes();
}

void Legalizer::instructions(Function &F) {
  SmallVector<Instruction *> Work;
  for (Instruction &I : llvm::instructions(F))
    Work.push_back(&I);
  for (Instruction *I : Work) {
    if (auto *Memory = dyn_cast<MemIntrinsic>(I))
      memory(Memory);
    else if (auto *Intrinsic = dyn_cast<IntrinsicInst>(I))
      intrinsic(Intrinsic);
    else if (auto *Binary = dyn_cast<BinaryOperator>(I))
      binary(Binary);
    else if (auto *Compare = dyn_cast<FCmpInst>(I))
      floatCompare(Compare);
    else if (auto *Cast = dyn_cast<CastInst>(I))
      floatCast(Cast);
  }
}

void Legalizer::intrinsic(IntrinsicInst *I) {
  switch (I->getIntrinsicID()) {
  case Intrinsic::umul_with_overflow:
  case Intrinsic::smul_with_overflow:
    return multiplyWithOverflow(I);
  case Intrinsic::trap:
  case Intrinsic::debugtrap: {
    IRBuilder<> B(I);
    B.CreateCall(runtime("abort", Void, {}))->setDoesNotReturn();
    I->eraseFromParent();
    return;
  }
  case Intrinsic::fptosi_sat:
  case Intrinsic::fptoui_sat:
    return floatSaturatingCast(I);
  case Intrinsic::trunc:
    return floatRounding(I, "sbf_trunc");
  case Intrinsic::floor:
    return floatRounding(I, "sbf_floor");
  case Intrinsic::ceil:
    return floatRounding(I, "sbf_ceil");
  case Intrinsic::rint:
  case Intrinsic::nearbyint:
  case Intrinsic::roundeven:
    return floatRounding(I, "sbf_rint");
  case Intrinsic::round:
    return floatRounding(I, "sbf_round");
  default:
    return;
  }
}

// A place on the stack of F, one for each type; free again after each use.
AllocaInst *Legalizer::slot(Function *F, Type *T) {
  AllocaInst *&S = Slots[{F, T}];
  if (!S) {
    IRBuilder<> B(&F->getEntryBlock(), F->getEntryBlock().begin());
    S = B.CreateAlloca(T);
    S->setAlignment(Align(8));
  }
  return S;
}

FunctionCallee Legalizer::runtime(StringRef Name, Type *Result, ArrayRef<Type *> Arguments) {
  return M.getOrInsertFunction(Name, FunctionType::get(Result, Arguments, false));
}

Value *Legalizer::low(IRBuilder<> &B, Value *V) { return B.CreateTrunc(V, I64); }

Value *Legalizer::high(IRBuilder<> &B, Value *V) { return B.CreateTrunc(B.CreateLShr(V, 64), I64); }

Value *Legalizer::join(IRBuilder<> &B, Value *Low, Value *High) {
  return B.CreateOr(B.CreateZExt(Low, I128), B.CreateShl(B.CreateZExt(High, I128), 64));
}

Value *Legalizer::loadWord(IRBuilder<> &B, Value *P, unsigned Index) {
  return B.CreateAlignedLoad(I64, B.CreateConstGEP1_64(I8, P, 8 * Index), Align(8));
}

Value *Legalizer::load128(IRBuilder<> &B, Value *P) {
  Value *Low = B.CreateAlignedLoad(I64, P, Align(8));
  Value *High = loadWord(B, P, 1);
  return join(B, Low, High);
}

void Legalizer::replace(Instruction *I, Value *V) {
  I->replaceAllUsesWith(V);
  I->eraseFromParent();
}

// The linker wants every constant to have a size.
void Legalizer::giveEmptyConstantsASize() {
  SmallVector<GlobalVariable *> Empty;
  for (GlobalVariable &G : M.globals())
    if (G.hasInitializer() && DL.getTypeAllocSize(G.getValueType()) == 0)
      Empty.push_back(&G);
  for (GlobalVariable *G : Empty) {
    auto *Byte = new GlobalVariable(M, I8, true, GlobalValue::PrivateLinkage, ConstantInt::get(I8, 0));
    Byte->takeName(G);
    G->replaceAllUsesWith(Byte);
    G->eraseFromParent();
  }
}

// The backend takes a pointer to the result only as an ordinary pointer.
void Legalizer::dropStructReturnAttributes() {
  for (Function &F : M) {
    for (Argument &A : F.args())
      A.removeAttr(Attribute::StructRet);
    for (Instruction &I : llvm::instructions(F))
      if (auto *Call = dyn_cast<CallInst>(&I))
        for (unsigned K = 0; K < Call->arg_size(); K++)
          Call->removeParamAttr(K, Attribute::StructRet);
  }
}

namespace {
struct LegalizePass : PassInfoMixin<LegalizePass> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    Legalizer(M).run();
    return PreservedAnalyses::none();
  }
  static bool isRequired() { return true; }
};
} // namespace

} // namespace sbf

extern "C" LLVM_ATTRIBUTE_WEAK llvm::PassPluginLibraryInfo llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "sbf-legalize", "1", [](llvm::PassBuilder &PB) {
            PB.registerPipelineParsingCallback([](llvm::StringRef Name, llvm::ModulePassManager &MPM,
                                                  llvm::ArrayRef<llvm::PassBuilder::PipelineElement>) {
              if (Name != "sbf-legalize")
                return false;
              MPM.addPass(sbf::LegalizePass());
              return true;
            });
          }};
}
