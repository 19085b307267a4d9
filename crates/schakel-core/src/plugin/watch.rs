//! Starts a plugin host, listens to it, and ends it when it does not keep within its limits.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Limits;
use super::failure::{Failure, Hint, Stage};
use super::os;
use super::protocol::{Frame, Request};
use super::session::Session;

/// How often time and memory are looked at.
const TICK: Duration = Duration::from_millis(50);

/// How long a host may take to end after its stream ended.
const GRACE: Duration = Duration::from_secs(2);

/// Memory that the host itself may occupy, on top of what the library may.
const HOST_MB: u64 = 256;

/// Threads that a host may have: more of them keep the whole computer busy.
const MOST_THREADS: u64 = 256;

/// How much of what the library printed is looked at: the end of it.
const TAIL: usize = 16 << 10;

/// A run that gave no tables: why, how far it came, and what it said of its own end.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) failure: Failure,
    pub(super) stage: Stage,
    pub(super) printed: Hint,
}

/// Runs `host` with the request. `echo` passes on what the library prints.
///
/// # Errors
/// When not all tables arrived whole, in time and within memory.
pub(super) fn run(host: &Path, request: &Request, limits: Limits, echo: bool) -> Result<Session, Box<Stopped>> {
    let mut session = Session::new(limits.memory_mb);
    let mut running = match Running::start(host, request, echo) {
        Ok(running) => running,
        Err(error) => {
            let failure = Failure::NoHost(error.to_string());
            return Err(Box::new(Stopped { failure, stage: Stage::Starting, printed: Hint::default() }));
        }
    };
    let outcome = running.listen(&mut session, limits);
    os::stop(&mut running.child);
    let Err(failure) = outcome else { return Ok(session) };
    let printed = Hint::of(&running.printed.recv_timeout(GRACE).unwrap_or_default());
    let failure = match failure {
        Failure::Ended { end, .. } if session.stage == Stage::Starting => {
            Failure::NoHost(format!("it ended at once ({end:?})"))
        }
        Failure::Garbage if session.stage == Stage::Starting => Failure::NoHost("it is no plugin host".to_owned()),
        failure => failure,
    };
    Err(Box::new(Stopped { failure, stage: session.stage, printed }))
}

/// A host at work.
struct Running {
    child: Child,
    frames: Receiver<io::Result<Frame>>,
    printed: Receiver<String>,
}

impl Running {
    fn start(host: &Path, request: &Request, echo: bool) -> io::Result<Running> {
        let mut command = Command::new(host);
        command.arg("plugin-host").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        os::prepare(&mut command);
        let mut child = command.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A host that ended already tells why by how it ended.
            let _ = input.write_all(&serde_json::to_vec(request)?);
        }
        let (frame_sender, frames) = sync_channel(8);
        if let Some(output) = child.stdout.take() {
            thread::spawn(move || {
                let mut output = BufReader::with_capacity(1 << 16, output);
                while let Some(frame) = Frame::read(&mut output).transpose() {
                    let broken = frame.is_err();
                    if frame_sender.send(frame).is_err() || broken {
                        break;
                    }
                }
            });
        }
        let (print_sender, printed) = channel();
        if let Some(errors) = child.stderr.take() {
            thread::spawn(move || print_sender.send(tail_of(errors, echo)));
        }
        Ok(Running { child, frames, printed })
    }

    fn listen(&mut self, session: &mut Session, limits: Limits) -> Result<(), Failure> {
        let started = Instant::now();
        let mut silence = Silence::begin();
        loop {
            match self.frames.recv_timeout(TICK) {
                Ok(Ok(frame)) => {
                    if session.take(frame)? {
                        return Ok(());
                    }
                    silence = Silence::begin();
                }
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => return Err(Failure::Garbage),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Err(RecvTimeoutError::Timeout) => silence.look(self.child.id()),
            }
            if started.elapsed() > Duration::from_secs(limits.seconds) {
                return Err(Failure::TooSlow { seconds: limits.seconds });
            }
            if silence.since.elapsed() > Duration::from_secs(limits.silent_seconds) {
                return Err(Failure::Silent { seconds: limits.silent_seconds, busy: silence.busy() });
            }
            if os::threads(self.child.id()).is_some_and(|threads| threads > MOST_THREADS) {
                return Err(Failure::Threads { most: MOST_THREADS });
            }
            if os::memory_in_use(self.child.id()).is_some_and(|used| used >> 20 > limits.memory_mb + HOST_MB) {
                return Err(Failure::Memory { megabytes: limits.memory_mb });
            }
        }
    }

    /// The stream ended before the last table: by which end of the process?
    fn ended(&mut self) -> Failure {
        let closed = Instant::now();
        while closed.elapsed() < GRACE {
            match self.child.try_wait() {
                Ok(Some(status)) => return Failure::Ended { end: os::end(status) },
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Err(_) => break,
            }
        }
        Failure::Truncated
    }
}

/// A time in which nothing arrives, and what the host was seen to do in it.
struct Silence {
    since: Instant,
    computing: u32,
    waiting: u32,
}

impl Silence {
    fn begin() -> Silence {
        Silence { since: Instant::now(), computing: 0, waiting: 0 }
    }

    fn look(&mut self, host: u32) {
        match os::is_computing(host) {
            Some(true) => self.computing += 1,
            Some(false) => self.waiting += 1,
            None => {}
        }
    }

    /// Whether it was computing most of the time; nothing where the system does not tell.
    fn busy(&self) -> Option<bool> {
        (self.computing + self.waiting > 0).then_some(self.computing > self.waiting)
    }
}

/// Reads to the end and keeps the last of it.
fn tail_of(mut errors: impl Read, echo: bool) -> String {
    let (mut kept, mut part) = (Vec::new(), [0u8; 4096]);
    while let Ok(length) = errors.read(&mut part) {
        if length == 0 {
            break;
        }
        if echo {
            // Nobody is left to tell when the program's own error output is closed.
            let _ = io::stderr().write_all(&part[..length]);
        }
        kept.extend_from_slice(&part[..length]);
        let excess = kept.len().saturating_sub(TAIL);
        kept.drain(..excess);
    }
    String::from_utf8_lossy(&kept).into_owned()
}
