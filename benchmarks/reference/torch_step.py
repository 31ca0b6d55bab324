"""Runs an ONNX training graph eagerly in PyTorch and times training steps (forward, sum-of-squares loss on wanted tensors, backward, AdamW)."""
import sys, time, numpy as np, onnx, torch, torch.nn.functional as F
from onnx import numpy_helper
path, batch, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
m = onnx.load(path); g = m.graph
meta = {p.key: p.value for p in m.metadata_props}
inits = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in g.initializer}
def attrs(n): return {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}
stats=set()
for n in g.node:
    if n.op_type=='BatchNormalization': stats|=set(n.input[3:5])
params=[]
for n in g.node:
    if n.op_type in('Conv','BatchNormalization'):
        for i in n.input[1:3]:
            if i in inits and inits[i].is_floating_point() and 'bin_index' not in i:
                inits[i].requires_grad_(); params.append(inits[i])
want=[o for n in g.node for o in n.output if o.endswith('box_logits') or o.endswith('class_logits')]
want=[w for w in want if not w.startswith('head.box') and not w.startswith('head.class')]
need=set(want); prog=[]
for n in reversed(g.node):
    if set(n.output)&need: need|=set(n.input); prog.insert(0,(n,attrs(n)))
# last use, so that memory is freed as in python modules
last={}
for i,(n,a) in enumerate(prog):
    for x in n.input: last[x]=i
from collections import Counter
uses=Counter(x for n,_ in prog for x in n.input)
# fuse Mul(x,Sigmoid(x)) as nn.SiLU
sig={n.output[0]:n.input[0] for n,_ in prog if n.op_type=='Sigmoid' and uses[n.output[0]]==1}
def run(x):
    v={g.input[0].name:x}
    def get(k): return v[k] if k in v else inits[k]
    for i,(n,a) in enumerate(prog):
        t=n.op_type
        if t=='Conv':
            y=F.conv2d(get(n.input[0]),get(n.input[1]),get(n.input[2]) if len(n.input)>2 else None,a.get('strides',[1,1]),a.get('pads',[0,0])[:2],a.get('dilations',[1,1]),a.get('group',1))
        elif t=='BatchNormalization':
            y=F.batch_norm(get(n.input[0]),inits[n.input[3]],inits[n.input[4]],get(n.input[1]),get(n.input[2]),True,1-a['momentum'],a['epsilon'])
        elif t=='Relu': y=F.relu(get(n.input[0]),inplace=True)
        elif t=='Sigmoid':
            if n.output[0] in sig: continue
            y=torch.sigmoid(get(n.input[0]))
        elif t=='Mul':
            p=next((k for k in n.input if k in sig),None)
            y=F.silu(get(sig[p]),inplace=True) if p else get(n.input[0])*get(n.input[1])
        elif t=='Add': y=get(n.input[0])+get(n.input[1])
        elif t=='Concat': y=torch.cat([get(k) for k in n.input],a['axis'])
        elif t=='Split':
            ys=torch.split(get(n.input[0]),inits[n.input[1]].tolist(),a.get('axis',0))
            for k,y in zip(n.output,ys): v[k]=y
            y=None
        elif t=='MaxPool': y=F.max_pool2d(get(n.input[0]),a['kernel_shape'],a['strides'],a['pads'][:2])
        elif t=='Resize': y=F.interpolate(get(n.input[0]),scale_factor=2,mode='nearest')
        elif t=='Reshape': 
            s=inits[n.input[1]].tolist(); x0=get(n.input[0]); y=x0.reshape([x0.shape[j] if d==0 else d for j,d in enumerate(s)])
        elif t=='Transpose': y=get(n.input[0]).permute(a['perm'])
        elif t=='MatMul': y=get(n.input[0])@get(n.input[1])
        elif t=='Softmax': y=F.softmax(get(n.input[0]),a.get('axis',-1))
        else: raise SystemExit('no '+t)
        if y is not None: v[n.output[0]]=y
        for k in n.input:
            if last[k]==i and k in v and k not in want and k!=g.input[0].name: del v[k]
    return [v[w] for w in want]
if len(sys.argv)>4: torch.set_num_threads(int(sys.argv[4]))
size=[d.dim_value for d in g.input[0].type.tensor_type.shape.dim][2]
x=torch.rand(batch,3,size,size)
opt=torch.optim.AdamW(params,lr=1e-4,weight_decay=0.02, foreach=True)
for s in range(steps):
    t=time.perf_counter()
    opt.zero_grad(set_to_none=True)
    out=run(x); loss=sum((o*o).mean() for o in out); loss.item(); t1=time.perf_counter()
    loss.backward(); t2=time.perf_counter()
    torch.nn.utils.clip_grad_norm_(params,10); opt.step(); t3=time.perf_counter()
    print(f"step {1e3*(t3-t):.0f} ms: forward {1e3*(t1-t):.0f}, backward {1e3*(t2-t1):.0f}, update {1e3*(t3-t2):.1f}", flush=True)
import re; print('peak', int(re.search(r'VmHWM:\s+(\d+)', open('/proc/self/status').read()).group(1))//1024)
