// Floating point: the machine has none, so every operation is a call of the compiler's own library or of the runtime.
#include "Legalizer.h"

namespace sbf {

namespace {

// Names of a format in the library's function names.
std::string format(Type *T) { return T->isDoubleTy() ? "df" : "sf"; }

// The conversion to a 64-bit integer; it saturates, and not-a-number becomes zero.
std::string toInteger(Type *T, bool Signed) { return std::string("__fix") + (Signed ? "" : "uns") + format(T) + "di"; }

} // namespace

void Legalizer::floatBinary(BinaryOperator *I) {
  const char *Operation = nullptr;
  switch (I->getOpcode()) {
  case Instruction::FAdd:
    Operation = "__add";
    break;
  case Instruction::FSub:
    Operation = "__sub";
    break;
  case Instruction::FMul:
    Operation = "__mul";
    break;
  case Instruction::FDiv:
    Operation = "__div";
    break;
  default:
    return;
  }
  IRBuilder<> B(I);
  Type *T = I->getType();
  std::string Name = Operation + format(T) + "3";
  replace(I, B.CreateCall(runtime(Name, T, {T, T}), {I->getOperand(0), I->getOperand(1)}));
}

void Legalizer::floatCompare(FCmpInst *I) {
  IRBuilder<> B(I);
  Value *A = I->getOperand(0), *D = I->getOperand(1);
  Type *T = A->getType();
  auto Ask = [&](const char *Question) {
    std::string Name = std::string("__") + Question + format(T) + "2";
    return B.CreateCall(runtime(Name, I32, {T, T}), {A, D});
  };
  Value *Zero = B.getInt32(0);
  CmpInst::Predicate P = I->getPredicate();
  Value *R = nullptr;
  switch (P) {
  case CmpInst::FCMP_TRUE:
  case CmpInst::FCMP_FALSE:
    return replace(I, B.getInt1(P == CmpInst::FCMP_TRUE));
  case CmpInst::FCMP_UNO:
    return replace(I, B.CreateICmpNE(Ask("unord"), Zero));
  case CmpInst::FCMP_ORD:
    return replace(I, B.CreateICmpEQ(Ask("unord"), Zero));
  case CmpInst::FCMP_UNE:
    return replace(I, B.CreateICmpNE(Ask("ne"), Zero));
  case CmpInst::FCMP_ONE:
    return replace(I, B.CreateAnd(B.CreateICmpNE(Ask("ne"), Zero), B.CreateICmpEQ(Ask("unord"), Zero)));
  case CmpInst::FCMP_OEQ:
  case CmpInst::FCMP_UEQ:
    R = B.CreateICmpEQ(Ask("eq"), Zero);
    break;
  case CmpInst::FCMP_OGT:
  case CmpInst::FCMP_UGT:
    R = B.CreateICmpSGT(Ask("gt"), Zero);
    break;
  case CmpInst::FCMP_OGE:
  case CmpInst::FCMP_UGE:
    R = B.CreateICmpSGE(Ask("ge"), Zero);
    break;
  case CmpInst::FCMP_OLT:
  case CmpInst::FCMP_ULT:
    R = B.CreateICmpSLT(Ask("lt"), Zero);
    break;
  case CmpInst::FCMP_OLE:
  case CmpInst::FCMP_ULE:
    R = B.CreateICmpSLE(Ask("le"), Zero);
    break;
  default:
    return;
  }
  if (CmpInst::isUnordered(P))
    R = B.CreateOr(R, B.CreateICmpNE(Ask("unord"), Zero));
  replace(I, R);
}

void Legalizer::floatCast(CastInst *I) {
  Type *From = I->getSrcTy(), *To = I->getDestTy();
  if (!From->isFloatingPointTy() && !To->isFloatingPointTy())
    return;
  IRBuilder<> B(I);
  Value *V = I->getOperand(0);
  switch (I->getOpcode()) {
  case Instruction::UIToFP:
  case Instruction::SIToFP: {
    if (From->getIntegerBitWidth() > 64)
      return;
    bool Signed = I->getOpcode() == Instruction::SIToFP;
    V = Signed ? B.CreateSExt(V, I64) : B.CreateZExt(V, I64);
    std::string Name = std::string("__float") + (Signed ? "di" : "undi") + format(To);
    return replace(I, B.CreateCall(runtime(Name, To, {I64}), {V}));
  }
  case Instruction::FPToUI:
  case Instruction::FPToSI: {
    if (To->getIntegerBitWidth() > 64)
      return;
    bool Signed = I->getOpcode() == Instruction::FPToSI;
    return replace(I, B.CreateTrunc(B.CreateCall(runtime(toInteger(From, Signed), I64, {From}), {V}), To));
  }
  case Instruction::FPExt:
    return replace(I, B.CreateCall(runtime("__extendsfdf2", To, {From}), {V}));
  case Instruction::FPTrunc:
    return replace(I, B.CreateCall(runtime("__truncdfsf2", To, {From}), {V}));
  default:
    return;
  }
}

// Conversion to an integer of up to 64 bits, limited to its range.
void Legalizer::floatSaturatingCast(IntrinsicInst *I) {
  Type *To = I->getType(), *From = I->getOperand(0)->getType();
  bool Signed = I->getIntrinsicID() == Intrinsic::fptosi_sat;
  unsigned Width = To->getIntegerBitWidth();
  if (Width > 64)
    return;
  IRBuilder<> B(I);
  Value *V = B.CreateCall(runtime(toInteger(From, Signed), I64, {From}), {I->getOperand(0)});
  if (Width < 64 && Signed) {
    Value *Most = B.getInt64((1ll << (Width - 1)) - 1), *Least = B.getInt64(-(1ll << (Width - 1)));
    V = B.CreateSelect(B.CreateICmpSGT(V, Most), Most, V);
    V = B.CreateSelect(B.CreateICmpSLT(V, Least), Least, V);
  } else if (Width < 64) {
    Value *Most = B.getInt64((1ull << Width) - 1);
    V = B.CreateSelect(B.CreateICmpUGT(V, Most), Most, V);
  }
  replace(I, B.CreateTrunc(V, To));
}

void Legalizer::floatRounding(IntrinsicInst *I, StringRef Name) {
  Type *T = I->getType();
  if (!T->isDoubleTy())
    return;
  IRBuilder<> B(I);
  replace(I, B.CreateCall(runtime(Name, T, {T}), {I->getOperand(0)}));
}

} // namespace sbf
