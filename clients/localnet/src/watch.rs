//! The thread that reads a network's events: readiness, shutdown, and whether its clock is held.

use std::{thread, time::Instant};

use anyhow::{Result, anyhow, bail};
use crossbeam_channel::{Receiver, Sender, unbounded};
use surfpool_types::{BlockProductionMode, ClockCommand, SimnetCommand, SimnetEvent};

const SERVERS: usize = 2;

enum Milestone {
    Ready,
    Failed(String),
    Stopped,
}

/// Where a network's failure is reported.
pub(crate) struct Failures(Sender<Milestone>);

/// Reports why a network ended before its time.
pub(crate) fn report(failures: &Failures, reason: String) {
    // A network that fails after it was stopped has no reader, and needs none.
    let _ = failures.0.send(Milestone::Failed(reason));
}

/// The reading end of a network's events.
pub(crate) struct Watch {
    milestones: Receiver<Milestone>,
    sender: Sender<Milestone>,
}

impl Watch {
    /// Starts to read `events`, from a network in block production `mode`.
    pub(crate) fn spawn(
        events: Receiver<SimnetEvent>,
        commands: Sender<SimnetCommand>,
        mode: BlockProductionMode,
    ) -> Result<Self> {
        let (sender, milestones) = unbounded();
        let reported = sender.clone();
        thread::Builder::new()
            .name("localnet-events".into())
            .spawn(move || read(&events, &commands, mode, &reported))?;
        Ok(Self { milestones, sender })
    }

    /// Where the network's own thread reports a failure.
    pub(crate) fn failures(&self) -> Failures {
        Failures(self.sender.clone())
    }

    /// Waits for the network to answer, or says why it will not.
    pub(crate) fn wait_until_ready(&self) -> Result<()> {
        match self.milestones.recv()? {
            Milestone::Ready => Ok(()),
            Milestone::Failed(reason) => bail!("the network did not start: {reason}"),
            Milestone::Stopped => bail!("the network stopped while it was starting"),
        }
    }

    /// Waits until both servers are closed.
    pub(crate) fn wait_until_stopped(&self, deadline: Instant) -> Result<()> {
        loop {
            match self.milestones.recv_deadline(deadline) {
                Ok(Milestone::Stopped) => return Ok(()),
                Ok(_) => {}
                Err(_) => return Err(anyhow!("the network's servers did not close in time")),
            }
        }
    }
}

/// A paused clock still produces a block for each transaction: that is what "held" means. A resumed one ticks again.
fn read(
    events: &Receiver<SimnetEvent>,
    commands: &Sender<SimnetCommand>,
    mut mode: BlockProductionMode,
    milestones: &Sender<Milestone>,
) {
    let mut closed = 0;
    for event in events {
        let (milestone, wanted) = match event {
            SimnetEvent::CoreStarted(_) => (Some(Milestone::Ready), None),
            SimnetEvent::Aborted(reason) => (Some(Milestone::Failed(reason)), None),
            SimnetEvent::Shutdown => {
                closed += 1;
                ((closed == SERVERS).then_some(Milestone::Stopped), None)
            }
            SimnetEvent::ClockUpdate(ClockCommand::Pause) => (None, Some(BlockProductionMode::Transaction)),
            SimnetEvent::ClockUpdate(ClockCommand::Resume) => (None, Some(BlockProductionMode::Clock)),
            _ => (None, None),
        };
        if let Some(wanted) = wanted.filter(|wanted| *wanted != mode) {
            mode = wanted.clone();
            if commands.send(SimnetCommand::UpdateBlockProductionMode(wanted)).is_err() {
                return;
            }
        }
        if milestone.is_some_and(|milestone| milestones.send(milestone).is_err()) || closed == SERVERS {
            return;
        }
    }
}
