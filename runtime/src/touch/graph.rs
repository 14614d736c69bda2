//! The relations that a change follows: which rows each of them leads to, and by which routes.

use std::any::TypeId;
use std::sync::Arc;

use crate::declare::touched::Step;
use crate::touch::edge::Edge;

/// The number of routes to the touched rows that are written out, and the number of steps of each, before they become one recursive query. A planner
/// finds its way through a few plain sub-queries; with more of them the statement, and the time to plan it, grow without end.
const MOST_PATHS: usize = 8;
const LONGEST_PATH: usize = 16;

/// All steps that can follow a change, each once: trees, diamonds and cycles included.
pub(crate) struct Graph<DB> {
    edges: Vec<Edge<DB>>,
}

/// The routes from the rows that have changed to those that are touched.
pub(crate) enum Routes<DB> {
    /// The touched rows are those that have changed.
    Rows,
    /// Each route from its first step to its last.
    Listed(Vec<Vec<Edge<DB>>>),
    /// Steps that are repeated until they find no new rows. That many of them are last ones, which stand first.
    Recursive(Vec<Edge<DB>>, usize),
}

impl<DB> Graph<DB> {
    /// The rows that a change leads to whose own steps are these.
    pub(crate) fn new(first: Vec<Arc<Step<DB>>>) -> Self {
        let mut graph = Graph { edges: Vec::new() };
        for step in first {
            graph.add(step, true);
        }
        let mut followed: Vec<TypeId> = Vec::new();
        let mut at = 0;
        while let Some(edge) = graph.edges.get(at) {
            let step = Arc::clone(&edge.step);
            at += 1;
            if !followed.contains(&step.model) {
                followed.push(step.model);
                for step in (step.further)() {
                    graph.add(step, false);
                }
            }
        }
        graph
    }

    fn add(&mut self, step: Arc<Step<DB>>, starts: bool) {
        if !self.edges.iter_mut().any(|edge| edge.takes(&step)) {
            self.edges.push(Edge::new(step, starts));
        }
    }

    /// The edges of the rows that have changed.
    pub(crate) fn starts(&self) -> impl Iterator<Item = &Edge<DB>> {
        self.edges.iter().filter(|edge| edge.starts)
    }

    /// The edges that follow this one.
    pub(crate) fn after(&self, edge: &Edge<DB>) -> impl Iterator<Item = &Edge<DB>> {
        let model = edge.step.model;
        self.edges
            .iter()
            .filter(move |it| it.step.from_model == model)
    }

    /// The places of the edges that this one follows.
    fn before(&self, edge: &Edge<DB>) -> impl Iterator<Item = (usize, &Edge<DB>)> {
        let model = edge.step.from_model;
        let edges = self.edges.iter().enumerate();
        edges.filter(move |(_, it)| it.step.model == model)
    }

    /// The routes to what this edge leads to: its own and those of the edges to the same rows.
    pub(crate) fn routes(&self, last: &Edge<DB>) -> Routes<DB> {
        let edges = self.edges.iter().enumerate();
        let mut routes: Vec<_> = edges
            .filter(|(_, edge)| edge.same_target(&last.step))
            .collect();
        let mut paths = Vec::new();
        let all = routes
            .iter()
            .all(|end| self.add_paths(&mut vec![*end], &mut paths));
        if all {
            return Routes::Listed(paths);
        }
        let ends = routes.len();
        let mut at = 0;
        while let Some((_, edge)) = routes.get(at).copied() {
            at += 1;
            for before in self.before(edge) {
                if routes.iter().all(|it| it.0 != before.0) {
                    routes.push(before);
                }
            }
        }
        Routes::Recursive(
            routes.into_iter().map(|(_, edge)| edge.clone()).collect(),
            ends,
        )
    }

    /// Adds the paths that end with these edges, which stand in reverse order. False where there are too many, or a cycle.
    fn add_paths<'a>(
        &'a self,
        reversed: &mut Vec<(usize, &'a Edge<DB>)>,
        paths: &mut Vec<Vec<Edge<DB>>>,
    ) -> bool {
        let Some((_, first)) = reversed.last().copied() else {
            return true;
        };
        if first.starts {
            if paths.len() == MOST_PATHS {
                return false;
            }
            paths.push(
                reversed
                    .iter()
                    .rev()
                    .map(|(_, edge)| (*edge).clone())
                    .collect(),
            );
        }
        self.before(first).all(|before| {
            if reversed.len() == LONGEST_PATH || reversed.iter().any(|it| it.0 == before.0) {
                return false;
            }
            reversed.push(before);
            let all = self.add_paths(reversed, paths);
            reversed.pop();
            all
        })
    }
}
