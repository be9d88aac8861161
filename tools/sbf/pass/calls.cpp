// Calls: five registers for arguments, one for the result. What does not fit goes through the caller's stack.
#include "Legalizer.h"

namespace sbf {

// Registers that the machine has for arguments.
constexpr unsigned Registers = 5;

// Registers that a value takes. The backend would take a vector apart into one register for each element, so it never fits.
unsigned Legalizer::registers(Type *T) {
  if (T->isVoidTy())
    return 0;
  if (T->isVectorTy())
    return Registers + 1;
  return (DL.getTypeStoreSize(T) + 7) / 8;
}

bool Legalizer::isLegalResult(Type *T) {
  bool Scalar = T->isIntegerTy() || T->isPointerTy() || T->isFloatingPointTy();
  return T->isVoidTy() || (Scalar && registers(T) == 1);
}

const Legalizer::Signature &Legalizer::signature(FunctionType *T) {
  auto Known = Signatures.find(T);
  if (Known != Signatures.end())
    return Known->second;
  Signature S;
  S.ResultInMemory = !isLegalResult(T->getReturnType());
  unsigned Needed = S.ResultInMemory;
  for (Type *P : T->params())
    Needed += registers(P);
  SmallVector<Type *> Legal;
  if (S.ResultInMemory)
    Legal.push_back(Ptr);
  if (Needed <= Registers) {
    S.InRegisters = T->getNumParams();
    Legal.append(T->param_begin(), T->param_end());
  } else {
    // The last register points to what is spilled.
    unsigned Used = S.ResultInMemory;
    while (S.InRegisters < T->getNumParams()) {
      Type *Next = T->getParamType(S.InRegisters);
      if (Used + registers(Next) > Registers - 1)
        break;
      Used += registers(Next);
      Legal.push_back(Next);
      S.InRegisters++;
    }
    SmallVector<Type *> Rest(T->param_begin() + S.InRegisters, T->param_end());
    S.Spilled = StructType::get(C, Rest);
    Legal.push_back(Ptr);
  }
  if (S.ResultInMemory || S.Spilled)
    S.Type = FunctionType::get(S.ResultInMemory ? Void : T->getReturnType(), Legal, false);
  return Signatures[T] = S;
}

// The attributes of the function itself, without those about which memory it uses: it uses more now.
static AttributeList functionAttributes(LLVMContext &C, AttributeSet Attributes) {
  AttrBuilder Kept(C, Attributes);
  Kept.removeAttribute(Attribute::Memory);
  return AttributeList::get(C, AttributeList::FunctionIndex, Kept);
}

void Legalizer::call(CallInst *I) {
  if (I->isInlineAsm() || isa<IntrinsicInst>(I))
    return;
  Function *Callee = I->getCalledFunction();
  if (Callee && Callee->isIntrinsic())
    return;
  const Signature &S = signature(I->getFunctionType());
  if (!S.Type)
    return;
  IRBuilder<> B(I);
  Function *F = I->getFunction();
  SmallVector<Value *> Arguments;
  Value *Result = nullptr;
  if (S.ResultInMemory) {
    Result = slot(F, I->getType());
    Arguments.push_back(Result);
  }
  for (unsigned K = 0; K < S.InRegisters; K++)
    Arguments.push_back(I->getArgOperand(K));
  if (S.Spilled) {
    Value *Place = slot(F, S.Spilled);
    for (unsigned K = S.InRegisters; K < I->arg_size(); K++)
      B.CreateStore(I->getArgOperand(K), B.CreateStructGEP(S.Spilled, Place, K - S.InRegisters));
    Arguments.push_back(Place);
  }
  CallInst *N = B.CreateCall(S.Type, I->getCalledOperand(), Arguments);
  N->setCallingConv(I->getCallingConv());
  N->setAttributes(functionAttributes(C, I->getAttributes().getFnAttrs()));
  N->setDebugLoc(I->getDebugLoc());
  if (S.ResultInMemory)
    I->replaceAllUsesWith(loadParts(B, I->getType(), Result));
  else if (!I->getType()->isVoidTy())
    I->replaceAllUsesWith(N);
  I->eraseFromParent();
}

void Legalizer::definition(Function *F) {
  FunctionType *T = F->getFunctionType();
  const Signature &S = signature(T);
  if (!S.Type)
    return;
  Function *N = Function::Create(S.Type, F->getLinkage(), F->getAddressSpace(), "", &M);
  N->takeName(F);
  N->setCallingConv(F->getCallingConv());
  N->setVisibility(F->getVisibility());
  N->setUnnamedAddr(F->getUnnamedAddr());
  if (F->hasSection())
    N->setSection(F->getSection());
  N->setAttributes(functionAttributes(C, F->getAttributes().getFnAttrs()));
  N->splice(N->begin(), F);
  IRBuilder<> B(&N->getEntryBlock(), N->getEntryBlock().getFirstInsertionPt());
  unsigned First = S.ResultInMemory;
  for (unsigned K = 0; K < S.InRegisters; K++) {
    F->getArg(K)->replaceAllUsesWith(N->getArg(First + K));
    N->getArg(First + K)->takeName(F->getArg(K));
  }
  for (unsigned K = S.InRegisters; K < T->getNumParams(); K++) {
    Value *Place = B.CreateStructGEP(S.Spilled, N->getArg(First + S.InRegisters), K - S.InRegisters);
    F->getArg(K)->replaceAllUsesWith(B.CreateLoad(T->getParamType(K), Place));
  }
  if (S.ResultInMemory)
    for (BasicBlock &BB : *N)
      if (auto *Return = dyn_cast<ReturnInst>(BB.getTerminator())) {
        IRBuilder<> RB(Return);
        storeParts(RB, Return->getReturnValue(), N->getArg(0));
        RB.CreateRetVoid();
        Return->eraseFromParent();
      }
  F->replaceAllUsesWith(N);
  F->eraseFromParent();
}

// An aggregate goes to memory field by field.
void Legalizer::storeParts(IRBuilder<> &B, Value *V, Value *P) {
  Type *T = V->getType();
  if (auto *Struct = dyn_cast<StructType>(T)) {
    for (unsigned K = 0; K < Struct->getNumElements(); K++)
      storeParts(B, B.CreateExtractValue(V, K), B.CreateStructGEP(Struct, P, K));
  } else if (auto *Array = dyn_cast<ArrayType>(T)) {
    for (unsigned K = 0; K < Array->getNumElements(); K++)
      storeParts(B, B.CreateExtractValue(V, K), B.CreateConstInBoundsGEP2_64(Array, P, 0, K));
  } else {
    B.CreateAlignedStore(V, P, std::min(Align(8), DL.getABITypeAlign(T)));
  }
}

Value *Legalizer::loadParts(IRBuilder<> &B, Type *T, Value *P) {
  if (auto *Struct = dyn_cast<StructType>(T)) {
    Value *V = PoisonValue::get(T);
    for (unsigned K = 0; K < Struct->getNumElements(); K++)
      V = B.CreateInsertValue(V, loadParts(B, Struct->getElementType(K), B.CreateStructGEP(Struct, P, K)), K);
    return V;
  }
  if (auto *Array = dyn_cast<ArrayType>(T)) {
    Value *V = PoisonValue::get(T);
    for (unsigned K = 0; K < Array->getNumElements(); K++)
      V = B.CreateInsertValue(V, loadParts(B, Array->getElementType(), B.CreateConstInBoundsGEP2_64(Array, P, 0, K)), K);
    return V;
  }
  return B.CreateAlignedLoad(T, P, std::min(Align(8), DL.getABITypeAlign(T)));
}

} // namespace sbf
